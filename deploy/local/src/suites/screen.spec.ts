import { Screen } from './screen.ts';

const written = (): { screen: Screen; seen: string[] } => {
  const seen: string[] = [];
  return { screen: new Screen((text) => seen.push(text)), seen };
};

describe('a screen', () => {
  it('shows one page as it is written and keeps the others together', () => {
    const { screen, seen } = written();
    const [first, second, third] = [screen.open(), screen.open(), screen.open()];
    first.show('1a ');
    second.show('2a ');
    third.show('3a ');
    third.close();
    first.show('1b ');
    expect(seen.join('')).toBe('1a 1b ');
    first.close();
    expect(seen.join('')).toBe('1a 1b 2a ');
    second.show('2b ');
    second.close();
    expect(seen.join('')).toBe('1a 1b 2a 2b 3a ');
  });

  it('shows who comes when nobody talks', () => {
    const { screen, seen } = written();
    screen.open().close();
    const late = screen.open();
    late.show('late');
    expect(seen).toEqual(['late']);
  });
});
