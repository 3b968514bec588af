import { TemplateGoal } from '@goalbeat/contracts/goals/template-http';
import { resolveTarget } from '@goalbeat/domain/scoring/resolve-target';
import { z } from 'zod';
import type { Goal } from './indicator-packs.js';

const Goals = z.array(TemplateGoal);

/** As they are stored; a field that did not exist when they were written has its default. */
export const storedGoals = (stored: unknown): Goal[] => Goals.parse(stored);

/** As sheets take them: every target is the value to reach. */
export const issuableGoals = (stored: unknown): Goal[] =>
  storedGoals(stored).map((goal) => ({ ...goal, target: resolveTarget(goal), targetIs: 'value' }));
