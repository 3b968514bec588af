import { localOf } from '@goalbeat/domain/calendar/zone';
import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { ReasonDialog } from '../ask/reason-dialog.js';
import { useNow } from '../instant/business-clock.js';
import { useUnitNames } from '../names/names.js';
import { useZone } from '../session/me.js';
import { PERSON_CHANGES, type Grant, type Person, type Role } from './access-queries.js';
import { GIVEN_ROLES, isByUnit } from './given-roles.js';
import { RoleTag } from './role-tag.js';

const WHOLE = '';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Gives a role, or takes one, from a day on; today holds at once. @param taken null: one is given */
export function RoleDialog({ person, taken, onClose }: { person: Person; taken: Grant | null; onClose: () => void }) {
  const { t } = useTranslation(['access', 'shell']);
  const id = useId();
  const zone = useZone();
  const units = useUnitNames();
  const today = localOf(new Date(useNow()).toISOString(), zone).date;
  const [role, setRole] = useState<Role | null>(null);
  const [unit, setUnit] = useState(WHOLE);
  const [day, setDay] = useState(today);
  const change = useCommand({
    run: (reason: string) => {
      const set =
        taken === null
          ? { grant: [{ role: role ?? 'employee', unitId: unit === WHOLE ? null : unit }] }
          : { remove: [taken] };
      return answer(
        directory.POST('/v1/people/{id}/changes', {
          params: { path: { id: person.id } },
          body: { effectiveOn: day, reason, version: person.version, set },
        }),
      );
    },
    changes: PERSON_CHANGES,
    done: ({ state }) => t(state === 'planned' ? 'roles.plannedNow' : 'roles.done'),
  });
  return (
    <ReasonDialog
      title={t(taken === null ? 'roles.giveTo' : 'roles.takeFrom', { name: person.name })}
      says={taken === null ? t('roles.giveSays') : <RoleTag of={taken} />}
      go={t(taken === null ? 'roles.give' : 'roles.take')}
      danger={taken !== null}
      ready={(taken !== null || role !== null) && DAY.test(day)}
      onClose={onClose}
      onGo={(reason) => change.mutateAsync(reason)}
    >
      {taken === null ? (
        <div>
          <label htmlFor={`${id}-role`}>{t('roles.role')}</label>
          <Select
            id={`${id}-role`}
            style={{ width: '100%' }}
            value={role}
            options={GIVEN_ROLES.map((value) => ({ value, label: t(`shell:role.${value}`) }))}
            onChange={(next) => {
              setRole(next);
              if (!isByUnit(next)) setUnit(WHOLE);
            }}
          />
          {role === null ? null : <p className="soft small">{t(`roles.means.${role}`)}</p>}
        </div>
      ) : null}
      {role !== null && isByUnit(role) ? (
        <div>
          <label htmlFor={`${id}-unit`}>{t('roles.where')}</label>
          <Select
            id={`${id}-unit`}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={unit}
            options={[
              { value: WHOLE, label: t('roles.whole') },
              ...[...units].map(([value, label]) => ({ value, label })),
            ]}
            onChange={setUnit}
          />
        </div>
      ) : null}
      <div>
        <label htmlFor={`${id}-day`}>{t('roles.from')}</label>
        <Input id={`${id}-day`} type="date" min={today} value={day} onChange={({ target }) => setDay(target.value)} />
      </div>
    </ReasonDialog>
  );
}
