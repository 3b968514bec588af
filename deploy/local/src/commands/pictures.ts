import { obtainChromium } from '../installation/obtain-chromium.ts';
import { runAgainst } from '../installation/run-against.ts';
import { LauncherProblem, Misuse } from '../problem.ts';

/** The pictures of docs: the demonstration's week, its clock stopped now and then for Chromium to look. */
export const pictures = async (given: readonly string[]): Promise<number> => {
  if (given.length > 1 || given[0]?.startsWith('-') === true)
    throw new Misuse('goalbeat pictures: only a folder may follow');
  const chromium = await obtainChromium(new AbortController().signal);
  if (chromium === null) throw new LauncherProblem('goalbeat pictures: there is no Chromium to look with');
  process.env['GOALBEAT_CHROMIUM'] = chromium;
  return await runAgainst({ name: 'pictures', program: 'test/dist/pictures/cli.js', args: given, downAfter: true });
};
