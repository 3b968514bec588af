import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCalendar } from '@goalbeat/contracts/directory/http';
import { Code } from '@goalbeat/contracts/wire';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { DefinitionYaml, PayPlanYaml, RuleSetYaml, TemplateYaml } from './company-files.js';

export const CalendarYaml = z.object({ code: Code, data: PutCalendar }).strict();

/** Everything that a folder of examples/ brings; several rule sets, pay plans and definitions where there are branches. */
export interface Example {
  unitsCsv: string;
  peopleCsv: string;
  calendars: z.infer<typeof CalendarYaml>[];
  templates: z.infer<typeof TemplateYaml>[];
  ruleSets: z.infer<typeof RuleSetYaml>[];
  payPlans: z.infer<typeof PayPlanYaml>[];
  definitions: z.infer<typeof DefinitionYaml>[];
  /** Texts of the definitions' files, as they would be sent. */
  definitionFiles: { code: string; text: string }[];
}

/** @throws a zod error that names the field when a file says what the API would not take. */
export function readExample(folder: string): Example {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const names = (below: string, begin: string): string[] =>
    existsSync(join(folder, below))
      ? readdirSync(join(folder, below))
          .filter((name) => name.startsWith(begin) && name.endsWith('.yaml'))
          .toSorted()
          .map((name) => join(below, name))
      : [];
  const all = <T extends z.ZodType>(files: readonly string[], shape: T): z.infer<T>[] =>
    files.map((name) => shape.parse(parseYaml(text(name))));
  const definitions = names('.', 'cycle-definition');
  return {
    unitsCsv: text('units.csv'),
    peopleCsv: text('people.csv'),
    calendars: all(names('calendars', ''), CalendarYaml),
    templates: all(names('templates', ''), TemplateYaml),
    ruleSets: all(names('.', 'rule-set'), RuleSetYaml),
    payPlans: all(names('.', 'pay-plan'), PayPlanYaml),
    definitions: all(definitions, DefinitionYaml),
    definitionFiles: definitions.map((name) => ({
      code: DefinitionYaml.parse(parseYaml(text(name))).code,
      text: text(name),
    })),
  };
}
