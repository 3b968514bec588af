import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDefinitions, type Definition } from '../definitions/definition-queries.js';
import { useEverybody } from '../people/use-everybody.js';
import { useRehearsals, type RehearsalBrief } from '../rehearsals/rehearsal-queries.js';
import { hasRole, useMay, useMe } from '../session/me.js';
import { Await } from '../states/await.js';
import { OnlyFor } from '../states/not-allowed.js';
import { DefinitionStep } from './definition-step.js';
import styles from './first-run.module.css';
import { HrStep } from './hr-step.js';
import { PeopleStep } from './people-step.js';
import { RehearsalStep } from './rehearsal-step.js';
import { StepRail } from './step-rail.js';
import { stepOf, type Person } from './standing.js';

/** From a founded company to a rehearsed week. Whoever comes back goes on where the company stands. */
export function FirstRunPage() {
  return (
    <OnlyFor action="directory.people.import">
      <Wizard />
    </OnlyFor>
  );
}

function Wizard() {
  const { t } = useTranslation('first-run');
  const mayRehearse = useMay('goals.definition.rehearse');
  const people = useEverybody();
  const definitions = useDefinitions();
  return (
    <div className="page">
      <header>
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </header>
      <Await of={people}>
        {(everybody) => (
          <Await of={definitions}>
            {(all) =>
              mayRehearse ? (
                <WithRehearsals people={everybody} definitions={all} />
              ) : (
                <Steps people={everybody} definitions={all} rehearsals={[]} />
              )
            }
          </Await>
        )}
      </Await>
    </div>
  );
}

const WithRehearsals = (props: { people: Person[]; definitions: Definition[] }) => (
  <Await of={useRehearsals()}>{(all) => <Steps {...props} rehearsals={all} />}</Await>
);

interface StepsProps {
  people: Person[];
  definitions: Definition[];
  rehearsals: RehearsalBrief[];
}

function Steps({ people, definitions, rehearsals }: StepsProps) {
  const me = useMe();
  const others = people.filter(({ id }) => id !== me.person?.id);
  const step = stepOf({
    others: others.length,
    isHrLead: hasRole(me, 'hr-lead'),
    definitions: definitions.length,
    rehearsed: rehearsals.filter(({ state }) => state === 'done').length,
  });
  const [definition] = definitions;
  return (
    <>
      <StepRail at={step} />
      {step === 'people' ? <PeopleStep /> : null}
      {step === 'hr' ? <HrStep people={others} /> : null}
      {step === 'definition' ? <DefinitionStep people={people} /> : null}
      {step === 'rehearsal' && definition !== undefined ? (
        <RehearsalStep definition={definition} latest={rehearsals[0]} />
      ) : null}
      {step === null ? <Done rehearsals={rehearsals} definition={definition} /> : null}
    </>
  );
}

function Done({ rehearsals, definition }: { rehearsals: RehearsalBrief[]; definition: Definition | undefined }) {
  const { t } = useTranslation('first-run');
  const played = rehearsals.find(({ state }) => state === 'done');
  return (
    <section className="card stack" aria-labelledby="done">
      <h2 id="done">{t('done.title')}</h2>
      <p>{t('done.lead')}</p>
      <ul className={styles['next']}>
        {played === undefined ? null : (
          <li>
            <Link to="/rehearsals/$rehearsalId" params={{ rehearsalId: played.id }}>
              {t('done.play')}
            </Link>{' '}
            <span className="soft">{t('done.playSays')}</span>
          </li>
        )}
        {definition === undefined ? null : (
          <li>
            <Link to="/definitions/$definitionId" params={{ definitionId: definition.id }}>
              {t('done.activate')}
            </Link>{' '}
            <span className="soft">{t('done.activateSays')}</span>
          </li>
        )}
        <li>
          <Link to="/templates">{t('done.templates')}</Link> <span className="soft">{t('done.templatesSays')}</span>
        </li>
      </ul>
      <p className="soft small">{t('done.accounts')}</p>
    </section>
  );
}
