import type { Data } from './cycle-definition.repository.js';
import type { KnownNames } from './known-names.js';
import { at, type FieldProblem } from './problem.js';

/** Every name that the organisation does not know. That nobody is left at all is found where people are counted. */
export function whoProblems({ who }: Data, known: KnownNames): FieldProblem[] {
  const unknown = (
    field: string,
    codes: readonly string[] | undefined,
    isKnown: (code: string) => boolean,
    problem: (field: string, code: string) => FieldProblem,
  ): FieldProblem[] => (codes ?? []).flatMap((code, n) => (isKnown(code) ? [] : [problem(`who.${field}.${n}`, code)]));
  return [
    ...unknown(
      'units',
      who.units,
      (code) => known.units.has(code),
      (field, code) =>
        at(
          field,
          `there is no unit ${code}: choose a code from the organisation`,
          `没有部门 ${code}：请填写组织架构里的部门编码`,
          'unknown-unit',
        ),
    ),
    ...unknown(
      'jobFamilies',
      who.jobFamilies,
      (code) => known.jobFamilies.has(code),
      (field, code) =>
        at(
          field,
          `nobody belongs to the job family ${code}: check its spelling`,
          `没有人属于岗位序列 ${code}：请检查写法`,
        ),
    ),
    ...unknown(
      'grades',
      who.grades,
      (code) => known.grades.has(code),
      (field, code) =>
        at(field, `nobody has the grade ${code}: check its spelling`, `没有人是职级 ${code}：请检查写法`),
    ),
    ...unknown(
      'only',
      who.only,
      (code) => known.numbers.has(code),
      (field, code) =>
        at(field, `nobody has the number ${code}: check it`, `没有工号 ${code} 的员工：请核对`, 'unknown-person'),
    ),
    ...unknown(
      'except',
      who.except,
      (code) => known.numbers.has(code) || known.units.has(code),
      (field, code) =>
        at(
          field,
          `there is no person or unit ${code}: check it or leave it out`,
          `没有工号或部门 ${code}：请核对或去掉`,
          'unknown-person',
        ),
    ),
  ];
}
