import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { useCommand } from '../api/use-command.js';
import { APPROVALS_AT, type Decision, type DeskItem } from './desk-query.js';

export interface OneDecision {
  item: DeskItem;
  decision: Decision;
  comment?: string;
  /** Ids of what is to be mended: goals, scores, lines. Empty: all of it. */
  items?: readonly string[];
}
export interface ManyDecisions {
  items: readonly DeskItem[];
  decision: Decision;
  comment?: string;
}

/** Kept keys that a decision changes: the desk, and whatever the thing was. */
const CHANGED = [['directory', 'desk'], ['goals'], ['appraisal'], ['payroll']] as const;

/**
 * Decides one or many. What is decided leaves the list at once and comes back when it was refused; the desk may hear of it up to two
 * seconds later, so what was decided here stays away until then.
 */
export function useDecide(onBack: (item: DeskItem) => void) {
  const { t } = useTranslation('desk');
  const { t: problem } = useTranslation('problem');
  const { notification } = App.useApp();
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const hide = (ids: readonly string[]): void => setAway((was) => new Set([...was, ...ids]));
  const show = (ids: readonly string[]): void => setAway((was) => new Set([...was].filter((id) => !ids.includes(id))));

  const one = useCommand({
    run: async ({ item, decision, comment, items = [] }: OneDecision) => {
      hide([item.taskId]);
      try {
        return await answer(
          APPROVALS_AT[item.service].POST('/v1/approvals/{id}/decisions', {
            params: { path: { id: item.approvalId ?? '' } },
            body: {
              taskId: item.taskId,
              taskVersion: item.version,
              decision,
              ...(comment === undefined ? {} : { comment }),
              ...(items.length === 0
                ? {}
                : {
                    items: items.map((itemId) => ({ itemId, decision, ...(comment === undefined ? {} : { comment }) })),
                  }),
            },
          }),
        );
      } catch (error) {
        show([item.taskId]);
        onBack(item);
        throw error;
      }
    },
    changes: CHANGED,
  });

  const many = useCommand({
    run: async ({ items, decision, comment }: ManyDecisions) => {
      const ids = items.map(({ taskId }) => taskId);
      hide(ids);
      try {
        const refused = (await Promise.all(byService(items).map((some) => decideSome(some, decision, comment)))).flat();
        show(refused.map(({ item }) => item.taskId));
        return { done: items.length - refused.length, refused };
      } catch (error) {
        show(ids);
        throw error;
      }
    },
    changes: CHANGED,
    done: ({ done }) => t('many.done', { count: done }),
  });

  /** Says which of many were refused, and why: the others are done. */
  const decideMany = (input: ManyDecisions): void =>
    many.mutate(input, {
      onSuccess: ({ refused }) => {
        if (refused.length === 0) return;
        const lines = refused.slice(0, 5).map(({ item, code }) => `${item.title}: ${problem(titleOf(code))}`);
        notification.warning({
          title: t('many.refused', { count: refused.length }),
          description: lines.join(' · '),
          placement: 'top',
          duration: 10,
        });
      },
    });

  return { away, decide: one.mutate, decideMany, hide, isBusy: one.isPending || many.isPending };
}

const titleOf = (code: string) => `code.${code}.title` as 'code.forbidden.title';

const byService = (items: readonly DeskItem[]): DeskItem[][] =>
  [...Map.groupBy(items, ({ service }) => service).values()].map((some) => [...some]);

async function decideSome(items: readonly DeskItem[], decision: Decision, comment: string | undefined) {
  const service = items[0]?.service ?? 'goals';
  const decisions = items.map(({ approvalId, taskId, version }) => ({
    approvalId: approvalId ?? '',
    taskId,
    taskVersion: version,
    decision,
    ...(comment === undefined ? {} : { comment }),
  }));
  const { results } = await answer(APPROVALS_AT[service].POST('/v1/approvals/decisions', { body: { decisions } }));
  return results.flatMap(({ ok, code = 'internal' }, at) => {
    const item = items[at];
    return ok || item === undefined ? [] : [{ item, code }];
  });
}
