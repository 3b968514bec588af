import { Injectable } from '@nestjs/common';
import type { PreviewView } from '@goalbeat/contracts/goals/definition-http';
import { addDays } from '@goalbeat/domain/period/local-date';
import { parsePeriod } from '@goalbeat/domain/period/period';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { Approvers } from './approvers.js';
import type { Data } from './cycle-definition.repository.js';
import { DefinitionCheck } from './definition-check.js';
import { explainAbsence, explainNobody } from './preview-words.js';

type Preview = z.infer<typeof PreviewView>;
type Shown = Pick<Preview, 'nobodyToApprove' | 'absentApprovers'>;

const SHOWN_AT_MOST = 200;
const DAYS_AFTER_PERIOD = 7;

/** Who could not be decided about in the periods shown, by who is with the company then; and who is asked although away. */
@Injectable()
export class PreviewApprovers {
  constructor(
    private readonly check: DefinitionCheck,
    private readonly org: OrgCopy,
  ) {}

  /** @param periods those that are not skipped, with the instant of their last step */
  async of(
    tx: Tx,
    data: Data,
    periods: readonly { period: string; last: string }[],
    today: string,
    language: Language,
  ): Promise<Shown> {
    const leaving = await this.#leavingDays(tx, today);
    const covered = await this.check.people(tx, data, today);
    const nobody = new Map<string, Preview['nobodyToApprove'][number]>();
    const away = new Map<string, Preview['absentApprovers'][number]>();
    let judged: { people: string; left: number; approvers: Approvers } | undefined;
    for (const { period, last } of periods) {
      const { start, end } = parsePeriod(period);
      const people = covered.filter((one) => one.joinedOn <= end && (one.leftOn === null || one.leftOn >= start));
      const left = leaving.filter((day) => day < last.slice(0, 10)).length;
      const whom = people.map(({ id }) => id).join(' ');
      // Mostly the same people week by week: judged anew only when somebody has come or gone.
      if (judged === undefined || judged.left !== left || judged.people !== whom) {
        judged = { people: whom, left, approvers: await this.check.approversOf(tx, data, people, last) };
      }
      for (const { why, ...one } of judged.approvers.nobodyFor) {
        const key = `${one.personId} ${one.step}`;
        if (!nobody.has(key)) nobody.set(key, { ...one, why: explainNobody(why, language), period });
      }
      for (const absent of await this.#absent(tx, judged.approvers, { start, end }, language)) {
        if (!away.has(`${absent.personId} ${absent.from}`))
          away.set(`${absent.personId} ${absent.from}`, { ...absent, period });
      }
    }
    return {
      nobodyToApprove: [...nobody.values()].slice(0, SHOWN_AT_MOST),
      absentApprovers: [...away.values()].slice(0, SHOWN_AT_MOST),
    };
  }

  async #absent(tx: Tx, { asked }: Approvers, { start, end }: { start: string; end: string }, language: Language) {
    // Confirming ends some days after the period.
    const absences = await this.org.absences(tx, [...asked], { from: start, to: addDays(end, DAYS_AFTER_PERIOD) });
    if (absences.size === 0) return [];
    const people = await this.org.people(tx, { ids: [...absences.keys()] });
    return people.flatMap(({ id, number, name }) =>
      (absences.get(id) ?? []).map(({ from, to }) => ({
        personId: id,
        number,
        name,
        from,
        to,
        why: explainAbsence({ from, to }, language),
      })),
    );
  }

  async #leavingDays(tx: Tx, today: string): Promise<string[]> {
    const rows = await tx.query<{ day: string }>(
      'SELECT DISTINCT left_on AS day FROM org_person WHERE left_on >= $1::date ORDER BY left_on',
      [today],
    );
    return rows.map(({ day }) => day);
  }
}
