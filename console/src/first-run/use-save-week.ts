import { useTranslation } from 'react-i18next';
import type { UseMutationResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { appraisal, directory, goals, payroll } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { DEFINITIONS } from '../definitions/definition-queries.js';
import { useMe } from '../session/me.js';
import { templatesKey } from '../templates/template-queries.js';
import {
  codeOf,
  definitionOf,
  payPlanCode,
  payPlanOf,
  ruleSetCode,
  ruleSetOf,
  templateOf,
  type FamilyWeek,
  type GoalCode,
} from './ready-week.js';
import { SHAPES, type Rhythm } from './rhythms.js';
import type { Person } from './standing.js';

const query = { limit: 200 };

interface Week {
  rhythm: Rhythm;
  families: readonly FamilyWeek[];
  /** What a qualified period pays; null: nothing. */
  base: string | null;
}

/** Writes templates, rules, plan and at last the definition. What a former try has left is written over, so one may try again. */
export function useSaveWeek({
  zone,
  people,
}: {
  zone: string;
  people: readonly Person[];
}): UseMutationResult<unknown, Error, Week, { before?: unknown }> {
  const { t } = useTranslation('first-run');
  const me = useMe();
  const words = {
    goal: (code: GoalCode) => t(`goal.${code}.title`),
    unit: (code: GoalCode) => t(`goal.${code}.unit`),
  };
  const top = people.filter(({ managerId }) => managerId === null);
  const head = top.find(({ id }) => people.some(({ managerId }) => managerId === id)) ?? top[0];

  const save = async ({ rhythm, families, base }: Week): Promise<unknown> => {
    const { period, code: definition } = SHAPES[rhythm];
    const [units, templates, ruleSets] = await Promise.all([
      answer(directory.GET('/v1/units', { params: { query } })),
      answer(goals.GET('/v1/goal-templates', { params: { query } })),
      answer(appraisal.GET('/v1/rule-sets', { params: { query } })),
    ]);
    for (const [at, family] of families.entries()) {
      const code = codeOf(family.family, at, rhythm);
      const former = templates.items.find((one) => one.code === code)?.version;
      const body = {
        ...templateOf(family, rhythm, { ...words, template: (of) => t(`template.${period}`, { family: of }) }),
        ...(former === undefined ? {} : { version: former }),
      };
      await answer(goals.PUT('/v1/goal-templates/{code}', { params: { path: { code } }, body }));
    }
    const ruleSet = ruleSetCode(rhythm);
    if (!ruleSets.items.some(({ code }) => code === ruleSet)) {
      const body = { data: ruleSetOf(t(`ruleSet.${period}`)) };
      await answer(appraisal.PUT('/v1/rule-sets/{code}', { params: { path: { code: ruleSet } }, body }));
    }
    if (base !== null) await putPlan(rhythm, base);
    const root = units.items.find(({ parentId }) => parentId === null);
    const names = families.map(({ family }) => family);
    const data = definitionOf({
      rhythm,
      name: t(`definition.name.${period}`),
      lead: t('definition.chainLead'),
      finance: t('definition.chainFinance'),
      zone,
      calendar: root?.calendar ?? 'CN',
      families: names,
      // Nobody is above them to decide.
      except: top.filter(({ jobFamily }) => names.includes(jobFamily)).map(({ number }) => number),
      pays: base !== null,
    });
    return answer(
      goals.PUT('/v1/cycle-definitions/{code}', { params: { path: { code: definition } }, body: { data } }),
    );
  };

  const putPlan = async (rhythm: Rhythm, base: string): Promise<void> => {
    const plan = payPlanCode(rhythm);
    const plans = await answer(payroll.GET('/v1/pay-plans', { params: { query } }));
    const former = plans.items.find(({ code }) => code === plan)?.version;
    const data = payPlanOf({
      name: t(`payPlan.${SHAPES[rhythm].period}`),
      currency: me.tenant.currency,
      grades: [...new Set(people.map(({ grade }) => grade))],
      base,
      finalDecider: head?.number ?? '',
    });
    await answer(
      payroll.PUT('/v1/pay-plans/{code}', {
        params: { path: { code: plan } },
        body: { data, ...(former === undefined ? {} : { version: former }) },
      }),
    );
  };

  return useCommand({
    run: save,
    changes: [DEFINITIONS, templatesKey],
    done: t('definition.done'),
    shown: () => true,
  });
}
