import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { readJson } from '../state/json-file.ts';
import { repositoryRoot } from '../state/paths.ts';
import { wholes } from './typecheck.ts';

const parsed = (config: string): ts.ParsedCommandLine => {
  const file = join(repositoryRoot, config);
  const { config: json, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  expect(error).toBeUndefined();
  return ts.parseJsonConfigFileContent(json, ts.sys, dirname(file));
};

const packages = (): readonly string[] => {
  const globs = readJson<{ workspaces: string[] }>(join(repositoryRoot, 'package.json'))?.workspaces ?? [];
  return globSync(globs, { cwd: repositoryRoot })
    .map((folder) => join(folder, 'tsconfig.json'))
    .filter((config) => existsSync(join(repositoryRoot, config)))
    .toSorted();
};

it('checks every file of every package under the rules of its package', () => {
  const rulesOf = new Map<string, string>();
  const rules = ({ options }: ts.ParsedCommandLine): string => JSON.stringify({ ...options, configFilePath: '' });
  for (const config of wholes) {
    const whole = parsed(config);
    for (const file of whole.fileNames) rulesOf.set(file, rules(whole));
  }
  expect(packages().length).toBeGreaterThan(10);
  for (const config of packages()) {
    const own = parsed(config);
    const otherwise = own.fileNames.filter((file) => rulesOf.get(file) !== rules(own));
    expect({ config, otherwise }).toEqual({ config, otherwise: [] });
  }
});
