import type { Cycle, CycleStep, StepName } from './cycle-queries.js';

export const OPEN_STATES: readonly string[] = ['scheduled', 'running', 'paused'];
export const isOpen = ({ state }: Pick<Cycle, 'state'>): boolean => OPEN_STATES.includes(state);

export const nextStep = ({ timeline }: Pick<Cycle, 'timeline'>): CycleStep | undefined =>
  timeline.find(({ doneAt }) => doneAt === null);

/** What can be closed by hand; scores and money that follow have their own time. */
const CLOSINGS: readonly StepName[] = ['close-planning', 'close-reporting', 'close-confirming'];

export const closable = ({ timeline }: Pick<Cycle, 'timeline'>): CycleStep[] => {
  const issued = timeline.every(({ step, doneAt }) => step !== 'issue' || doneAt !== null);
  return issued ? timeline.filter(({ step, doneAt }) => doneAt === null && CLOSINGS.includes(step)) : [];
};

export const extendable = ({ timeline }: Pick<Cycle, 'timeline'>): CycleStep[] =>
  timeline.filter(({ doneAt }) => doneAt === null);

const WITHOUT_PLAN = ['issued', 'plan-submitted', 'plan-returned'];
const WITHOUT_REPORT = [...WITHOUT_PLAN, 'planned'];
const UNDECIDED = ['report-submitted', 'report-returned'];
const sum = (sheets: Readonly<Record<string, number>>, states: readonly string[]): number =>
  states.reduce((total, state) => total + (sheets[state] ?? 0), 0);

/** How many sheets closings and a cancel would settle, by the states they are in now. */
export const unsettled = (sheets: Readonly<Record<string, number>>) => ({
  plans: sum(sheets, WITHOUT_PLAN),
  reports: sum(sheets, WITHOUT_REPORT),
  decisions: sum(sheets, UNDECIDED),
  open: sum(sheets, [...WITHOUT_REPORT, ...UNDECIDED]),
});

/** Share of all people, from 0 to 1. */
export const shareOf = (count: number, people: number): number => (people === 0 ? 0 : Math.min(1, count / people));
