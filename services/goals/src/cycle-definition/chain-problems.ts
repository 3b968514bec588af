import { conditionsOf, type Chain, type ChainStep, type Condition } from '@goalbeat/domain/approval/chain';
import { factsOf } from '@goalbeat/domain/approval/facts-of';
import { signingRoles } from '@goalbeat/domain/approval/money-signers';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Ladder } from '@goalbeat/domain/ladder/ladder';
import type { Data } from './cycle-definition.repository.js';
import type { KnownNames } from './known-names.js';
import { currencyProblems, signerProblems } from './money-signers.js';
import { at, type FieldProblem } from './problem.js';
import { STEP_ZH } from './step-words.js';

/** After which step of the cycle a subject can be there to decide upon. */
export const BEGINS_AT: Readonly<Record<string, StepName>> = {
  plan: 'issue',
  report: 'ask-report',
  results: 'close-confirming',
  'bonus-list': 'bonus-list',
};

function dueProblems(field: string, subject: string, ladder: Ladder, data: Data): FieldProblem[] {
  if (!('atStep' in ladder.due)) return [];
  const { atStep } = ladder.due;
  const steps = data.timeline.map((entry) => entry.step);
  if (!steps.includes(atStep)) {
    return [
      at(
        `${field}.due.atStep`,
        `the timeline has no step ${atStep}: choose one that is there`,
        `时间线里没有“${STEP_ZH[atStep]}”：请选择已有的步骤`,
      ),
    ];
  }
  const begins = BEGINS_AT[subject];
  if (begins === undefined || steps.indexOf(atStep) > steps.indexOf(begins)) return [];
  return [
    at(
      `${field}.due.atStep`,
      `is not after ${begins}, when there is something to decide: choose a later step`,
      `要在“${STEP_ZH[begins]}”之后才有内容可审批：请选择更晚的步骤`,
    ),
  ];
}

function capProblems(field: string, subject: string, { cap }: Ladder, data: Data): FieldProblem[] {
  if (cap === undefined) return [];
  const steps = data.timeline.map((entry) => entry.step);
  if (!steps.includes(cap)) {
    return [
      at(
        `${field}.cap`,
        `the timeline has no step ${cap}: choose one that is there, or leave cap out`,
        `时间线里没有“${STEP_ZH[cap]}”：请选择已有的步骤，或去掉 cap`,
      ),
    ];
  }
  const begins = BEGINS_AT[subject];
  if (begins === undefined || steps.indexOf(cap) > steps.indexOf(begins)) return [];
  return [
    at(
      `${field}.cap`,
      `is not after ${begins}, when there is something to decide: choose a later step`,
      `要晚于“${STEP_ZH[begins]}”，否则尚无内容可审批：请选择更晚的步骤`,
    ),
  ];
}

function ladderProblems(field: string, subject: string, ladder: Ladder, data: Data): FieldProblem[] {
  const problems = [...dueProblems(field, subject, ladder, data), ...capProblems(field, subject, ladder, data)];
  if (subject === 'bonus-list' && ladder.last.action === 'approve') {
    problems.push(
      at(
        `${field}.last.action`,
        'where money is decided, silence never approves: choose return, reject or hand-to-hr',
        '涉及奖金的审批不能超时自动通过：请选择退回、驳回或转人事处理',
      ),
    );
  }
  if (ladder.escalateAfter.some((hours) => hours > ladder.last.after)) {
    problems.push(
      at(
        `${field}.last.after`,
        'the last action must not be before the last escalation: give it more hours',
        '最后动作不能早于最后一次逾期升级：请增加小时数',
      ),
    );
  }
  const { due } = ladder;
  if ('workingHours' in due) {
    const early = ladder.remindBefore.findIndex((hours) => hours >= due.workingHours);
    if (early >= 0) {
      problems.push(
        at(
          `${field}.remindBefore.${early}`,
          `would remind before the task is there: fewer than the ${due.workingHours} working hours until it is due`,
          `催办会早于待办产生：请小于办理时限 ${due.workingHours} 个工时`,
        ),
      );
    }
  }
  return problems;
}

function assignProblems(field: string, subject: string, step: ChainStep, known: KnownNames): FieldProblem[] {
  const { assign, mode } = step;
  const problems: FieldProblem[] = [];
  if (assign.kind === 'person' && !known.numbers.has(assign.number)) {
    problems.push(
      at(
        `${field}.assign.number`,
        `nobody has the number ${assign.number}: choose somebody who is there`,
        `没有工号 ${assign.number} 的员工：请另选一人`,
        'unknown-person',
      ),
    );
  }
  if (step.finalDecider !== undefined && !known.numbers.has(step.finalDecider)) {
    problems.push(
      at(
        `${field}.finalDecider`,
        `nobody has the number ${step.finalDecider}: choose somebody who is there`,
        `没有工号 ${step.finalDecider} 的员工：请另选一人`,
        'unknown-person',
      ),
    );
  }
  if (assign.kind === 'role' && !known.roleHolders.has(assign.role)) {
    problems.push(
      at(
        `${field}.assign.role`,
        `nobody has the role ${assign.role}: give it to somebody first`,
        `没有人担任角色 ${assign.role}：请先授予`,
        'nobody-to-approve',
      ),
    );
  }
  if (typeof mode !== 'string') {
    // Of finance nobody signs who is of HR besides.
    const holders = subject === 'bonus-list' && signingRoles(assign) !== null ? known.signers : known.roleHolders;
    const most = assign.kind === 'role' ? (holders.get(assign.role) ?? 0) : 1;
    if (mode.quorum > most && (assign.kind !== 'role' || most > 0)) {
      problems.push(
        at(
          `${field}.mode.quorum`,
          `asks for ${mode.quorum} signatures where ${most} can be given: lower it or ask a role with more people`,
          `要求 ${mode.quorum} 人签字，但最多只有 ${most} 人：请调低人数或换人数更多的角色`,
        ),
      );
    }
  }
  return problems;
}

const SUBJECT_ZH: Readonly<Record<string, string>> = {
  plan: '计划',
  report: '完成情况',
  results: '绩效结果',
  'bonus-list': '奖金清单',
};
const FACT_ZH: Readonly<Record<Condition['fact'], string>> = { amount: '金额', score: '得分', unit: '部门' };

const APART = {
  en: '; for units that are signed for differently make a definition of their own (who.units)',
  zh: '；若某些部门要走不同的审批，请为它们单独建一个方案（适用范围 who.units）',
};

/** What is never known of a subject would ask its link always; units have to be there. A single condition has no place in a list. */
function conditionProblems(field: string, subject: string, step: ChainStep, known: KnownNames): FieldProblem[] {
  const asked = factsOf(subject);
  const place = (n: number) => (Array.isArray(step.when) ? `${field}.when.${n}` : `${field}.when`);
  return conditionsOf(step).flatMap((condition, n) => {
    if (!asked.includes(condition.fact)) {
      // What covers everybody at once has no unit of its own; a definition may have.
      const apart = condition.fact === 'unit' ? APART : { en: '', zh: '' };
      return [
        at(
          `${place(n)}.fact`,
          `a ${subject} has no ${condition.fact}, so the link would always be asked: choose ${asked.join(' or ')}, or leave the condition out${apart.en}`,
          `${SUBJECT_ZH[subject] ?? subject}没有“${FACT_ZH[condition.fact]}”，条件永远成立：请改用“${asked.map((fact) => FACT_ZH[fact]).join('”或“')}”，或去掉条件${apart.zh}`,
        ),
      ];
    }
    if (condition.fact === 'amount') return currencyProblems(`${place(n)}.currency`, condition.currency);
    return condition.fact !== 'unit'
      ? []
      : condition.in.flatMap((code, m) =>
          known.units.has(code)
            ? []
            : [
                at(
                  `${place(n)}.in.${m}`,
                  `there is no unit ${code}: choose a code from the organisation`,
                  `没有部门 ${code}：请填写组织架构里的部门编码`,
                  'unknown-unit',
                ),
              ],
        );
  });
}

export function chainProblems(subject: string, chain: Chain, data: Data, known: KnownNames): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ids = new Set<string>();
  chain.forEach((step, n) => {
    const field = `chains.${subject}.${n}`;
    if (ids.has(step.id)) {
      problems.push(
        at(
          `${field}.id`,
          `${step.id} is there already: give each link an id of its own`,
          `节点编码 ${step.id} 重复：请改名`,
        ),
      );
    }
    ids.add(step.id);
    problems.push(...assignProblems(field, subject, step, known), ...conditionProblems(field, subject, step, known));
    if (subject === 'bonus-list') problems.push(...signerProblems(field, step, known));
    problems.push(...ladderProblems(`${field}.ladder`, subject, step.ladder, data));
  });
  if (subject !== 'bonus-list' && chain.every((step) => step.when !== undefined)) {
    problems.push(
      at(
        `chains.${subject}`,
        'every link has a condition: leave one without, since somebody must always be asked',
        '每个节点都有条件：请至少保留一个无条件的节点，保证总有人审批',
      ),
    );
  }
  return problems;
}
