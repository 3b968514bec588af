import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../look/use-narrow.js';
import { Await } from '../states/await.js';
import { usePerson } from './access-queries.js';
import { Identity } from './identity.js';
import { PersonRoles } from './person-roles.js';
import { PersonSessions } from './person-sessions.js';

/** One person's access: roles by date, open sessions, the account they come by. */
export function PersonAccess({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('access');
  const narrow = useNarrow();
  const person = usePerson(id);
  return (
    <Drawer
      open
      onClose={onClose}
      size={narrow ? '100%' : 620}
      title={person.data === undefined ? t('person.title') : `${person.data.name} · ${person.data.number}`}
      closable={{ 'aria-label': t('close') }}
    >
      <Await of={person}>
        {(found) => (
          <div className="stack">
            <PersonRoles person={found} />
            <PersonSessions person={found} />
            <Identity personId={found.id} />
            <Link to="/process-log" search={{ subject: `person:${found.id}` }}>
              {t('log')}
            </Link>
          </div>
        )}
      </Await>
    </Drawer>
  );
}
