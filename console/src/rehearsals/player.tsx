import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../instant/format-instant.js';
import { useShortcuts } from '../keyboard/shortcuts.js';
import { Empty } from '../states/empty.js';
import { useLanguage } from '../words/use-language.js';
import { momentsOf } from './moments.js';
import { MomentView } from './moment-view.js';
import { PlayerStrip } from './player-strip.js';
import type { Report } from './rehearsal-queries.js';
import styles from './player.module.css';
import { SPEEDS, usePlayer, type Speed } from './use-player.js';

/** The rehearsed week again, stop by stop: by itself, by keys, or where one points. */
export function Player({ report, at }: { report: Report; at: string | undefined }) {
  const { t } = useTranslation('rehearsals');
  const moments = useMemo(() => momentsOf(report), [report]);
  if (moments.length === 0) return <Empty title={t('player.nothing.title')} advice={t('player.nothing.advice')} />;
  return <Deck report={report} moments={moments} at={at} />;
}

function Deck(props: { report: Report; moments: ReturnType<typeof momentsOf>; at: string | undefined }) {
  const { t } = useTranslation('rehearsals');
  const language = useLanguage();
  const { report, moments } = props;
  const player = usePlayer(moments, props.at);
  const { index, playing, speed, last, go, toggle, faster, setSpeed } = player;
  useShortcuts([
    { keys: 'p', says: t('player.toggle'), run: toggle },
    { keys: 'ArrowRight', says: t('player.next'), run: () => go(index + 1) },
    { keys: 'ArrowLeft', says: t('player.previous'), run: () => go(index - 1) },
    { keys: 'Home', says: t('player.first'), run: () => go(0) },
    { keys: 'End', says: t('player.last'), run: () => go(last) },
    { keys: '+', says: t('player.faster'), run: () => faster(1) },
    { keys: '-', says: t('player.slower'), run: () => faster(-1) },
  ]);
  const moment = moments[index];
  if (moment === undefined) return null;
  const when = formatInstant(moment.at, 'moment', report.zone, language);
  return (
    <section className="card stack" aria-labelledby="player">
      <div className="row apart">
        <div>
          <h2 id="player">{t('player.title')}</h2>
          <p className="soft small">{t('player.lead', { zone: report.zone })}</p>
        </div>
        <span className="soft small figures">{t('player.stop', { at: index + 1, of: last + 1 })}</span>
      </div>
      <PlayerStrip report={report} moments={moments} index={index} />
      <input
        type="range"
        className={styles['slider']}
        min={0}
        max={last}
        step={1}
        value={index}
        aria-label={t('player.slider')}
        aria-valuetext={when}
        onChange={({ target }) => go(Number(target.value))}
      />
      <div className={styles['controls']} role="group" aria-label={t('player.controls')}>
        <span className="row">
          <Button
            aria-label={t('player.previous')}
            icon={<StepBackwardOutlined aria-hidden />}
            disabled={index === 0}
            onClick={() => go(index - 1)}
          />
          <Button
            type="primary"
            icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
            onClick={toggle}
            className={styles['play'] ?? ''}
          >
            {t(playing ? 'player.pause' : 'player.play')}
          </Button>
          <Button
            aria-label={t('player.next')}
            icon={<StepForwardOutlined aria-hidden />}
            disabled={index === last}
            onClick={() => go(index + 1)}
          />
        </span>
        <Segmented<Speed>
          aria-label={t('player.speed')}
          value={speed}
          onChange={setSpeed}
          options={SPEEDS.map((one) => ({ value: one, label: `${one}×` }))}
        />
      </div>
      <MomentView moment={moment} when={when} quiet={playing} steps={report.timeline.length} />
    </section>
  );
}
