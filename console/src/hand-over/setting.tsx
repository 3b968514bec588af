import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { useMay, useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { DoneChanges } from './asked-changes.js';
import { settingQuery, type Setting as Now } from './hand-over-queries.js';
import { NewSecret } from './new-secret.js';
import { RunAddress } from './run-address.js';
import { SettingFacts } from './setting-facts.js';
import { SettingForm } from './setting-form.js';

/** Where the company’s payouts go: changed by one person, confirmed by another. */
export function Setting() {
  const setting = useQuery(settingQuery);
  return (
    <div className="stack">
      <Await of={setting}>{(now) => <Found now={now} />}</Await>
      <DoneChanges />
    </div>
  );
}

function Found({ now }: { now: Now }) {
  const { t } = useTranslation('hand-over');
  const may = useMay('payroll.hand-over.write');
  const tenantId = useMe().tenant.id;
  const [editing, setEditing] = useState(false);
  return (
    <section className="card stack" aria-labelledby="setting">
      <div className="row apart">
        <h2 id="setting">{t('setting.title')}</h2>
        <Link to="/process-log" search={{ subject: `hand-over:${tenantId}` }} className="small">
          {t('log')}
        </Link>
      </div>
      <SettingFacts of={now} />
      {now.secretMadeAt === null ? null : (
        <p className="soft small">
          {t('secret.made')} <Instant at={now.secretMadeAt} />
          {now.previousSecretUntil === null ? null : (
            <>
              {' · '}
              {t('secret.before')} <Instant at={now.previousSecretUntil} />
            </>
          )}
        </p>
      )}
      {!may ? (
        <p className="soft">{t('setting.who')}</p>
      ) : editing ? (
        <SettingForm key={now.version} now={now} onEnd={() => setEditing(false)} />
      ) : (
        <div className="row">
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('setting.change')}
          </Button>
          <NewSecret />
          <RunAddress />
          <span className="soft small">{t('setting.rule')}</span>
        </div>
      )}
    </section>
  );
}
