import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Deadline } from '../instant/instant.js';
import { BundleDetail } from './bundle-detail.js';
import { DecideBar, type Decided } from './decide-bar.js';
import { isBundle, kindOf, type AsksReason } from './desk-kinds.js';
import type { DeskItem } from './desk-query.js';
import { ListDetail } from './list-detail.js';
import { ResultsDetail } from './results-detail.js';
import { SheetDetail } from './sheet-detail.js';
import { TodoDetail } from './todo-detail.js';
import { Trail } from './trail.js';
import styles from './detail.module.css';

interface ItemDetailProps {
  item: DeskItem;
  /** Still on the desk: otherwise somebody or something decided it. */
  isOpen: boolean;
  asksReason: AsksReason | null;
  onAskReason: (asks: AsksReason | null) => void;
  onDecide: (decided: Decided) => void;
  onClose: () => void;
  onNext: (() => void) | undefined;
}

/** One thing to do, with all that is needed to do it. */
export function ItemDetail({ item, isOpen, asksReason, onAskReason, onDecide, onClose, onNext }: ItemDetailProps) {
  const { t } = useTranslation('desk');
  const kind = kindOf(item.subjectKind);
  const bundle = isBundle(item);
  return (
    <article className={styles['detail']} aria-label={t(`kind.${kind}`)}>
      <header className={styles['head']}>
        <Button className={styles['back'] ?? ''} type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onClose}>
          {t('back')}
        </Button>
        <span className={`tag ${item.kind === 'todo' ? 'pine' : 'calm'}`}>{t(`kind.${kind}`)}</span>
        {item.standsInFor === null ? null : (
          <span className="tag warn">{t('standsInFor', { name: item.standsInFor.name })}</span>
        )}
        {item.dueAt === null ? null : (
          <span className="small">
            <Deadline at={item.dueAt} late={item.lateMinutes > 0} />
          </span>
        )}
        {onNext === undefined ? null : (
          <Button className={styles['next'] ?? ''} type="text" onClick={onNext}>
            {t('next')}
          </Button>
        )}
      </header>
      {item.kind === 'todo' ? (
        <TodoDetail item={item} isOpen={isOpen} />
      ) : bundle && item.bundleId !== null ? (
        <BundleDetail item={item} bundleId={item.bundleId} />
      ) : (
        <>
          <Subject item={item} />
          {item.approvalId === null ? null : (
            <>
              <Trail service={item.service} approvalId={item.approvalId} />
              <DecideBar
                item={item}
                approvalId={item.approvalId}
                isOpen={isOpen}
                asksReason={asksReason}
                onAskReason={onAskReason}
                onDecide={onDecide}
              />
            </>
          )}
        </>
      )}
    </article>
  );
}

function Subject({ item }: { item: DeskItem }) {
  const { t } = useTranslation('desk');
  const kind = kindOf(item.subjectKind);
  if (kind === 'plan' || kind === 'report') return <SheetDetail id={item.subjectId} what={kind} />;
  if (kind === 'results') return <ResultsDetail runId={item.subjectId} />;
  if (kind === 'bonus-list') return <ListDetail listId={item.subjectId} />;
  return (
    <div className="stack">
      <h2>{item.title}</h2>
      <p className="soft">{t('unknown')}</p>
    </div>
  );
}
