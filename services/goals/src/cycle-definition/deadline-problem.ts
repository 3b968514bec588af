import type { TimelineStep } from '@goalbeat/domain/calendar/timeline';
import type { Data } from './cycle-definition.repository.js';
import { periodLengths } from './period-problems.js';

type Day = Pick<TimelineStep, 'from' | 'day'>;

export interface DeadlineProblem {
  /** What of the definition it does not fit. */
  field: string;
  message: string;
  zh: string;
}

const offset = ({ from, day }: Day, length: number): number => (from === 'end' ? length - 1 + day : day - 1);

/** Why a goal's deadline does not fit what the definition says, in one of its periods; null: it does. */
export function deadlineProblem(deadline: Day, data: Data): DeadlineProblem | null {
  const lengths = periodLengths(data);
  if (lengths.length === 0) return null;
  if (lengths.some((length) => offset(deadline, length) < 0 || offset(deadline, length) >= length)) {
    const shortest = Math.min(...lengths);
    return {
      field: 'period',
      message: `is outside of the period: choose a day from 1 to ${shortest} from its start, or from ${1 - shortest} to 0 from its end`,
      zh: `超出周期：从周期开始算请填 1 到 ${shortest}，从周期结束算请填 ${1 - shortest} 到 0`,
    };
  }
  const n = data.timeline.findIndex(({ step }) => step === 'close-reporting');
  const closes = data.timeline[n];
  if (closes === undefined || lengths.every((length) => offset(deadline, length) <= offset(closes, length)))
    return null;
  return {
    field: `timeline.${n}.day`,
    message: 'is after reporting closes: choose an earlier day, or close reporting later',
    zh: '晚于“填报截止”：请选更早的一天，或推迟填报截止',
  };
}
