import { Link } from '@tanstack/react-router';
import { Button, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '@goalbeat/domain/wording/language';
import { THEME_CHOICES, chooseTheme, useThemeChoice } from '../look/theme-choice.js';
import { useMe } from '../session/me.js';
import { useSignOut } from '../session/use-sign-out.js';
import { useLanguage } from '../words/use-language.js';
import { chooseLanguage } from '../words/words.js';
import styles from './shell.module.css';

export function UserMenu() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const [open, setOpen] = useState(false);
  const name = me.person?.name ?? t('user.key');
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<Menu name={name} />}
    >
      <button type="button" className={styles['user']} aria-expanded={open}>
        <i aria-hidden="true">{initial(name)}</i>
        <span className={styles['user-name']}>{name}</span>
        <span className="unseen">{t('user.menu')}</span>
      </button>
    </Popover>
  );
}

/** Of a Chinese name the given name, of others the first letter. */
const initial = (name: string): string =>
  /^[\u4e00-\u9fff]/.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase();

function Menu({ name }: { name: string }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  const language = useLanguage();
  const theme = useThemeChoice();
  const signOut = useSignOut();
  const roles = [...new Set(me.roles.map(({ role }) => role))];
  return (
    <div className={styles['menu']}>
      <div>
        <b>{name}</b>
        <p className="soft small">
          {me.person?.number} · {roles.map((role) => t(`role.${role}`)).join(t('comma'))}
        </p>
      </div>
      <Segmented
        block
        value={language}
        aria-label={t('language.label')}
        options={LANGUAGES.map((one) => ({ value: one, label: <span lang={one}>{t(`language.${one}`)}</span> }))}
        onChange={(next) => void chooseLanguage(next)}
      />
      <Segmented
        block
        value={theme}
        aria-label={t('theme.label')}
        options={THEME_CHOICES.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
        onChange={chooseTheme}
      />
      <Link to="/sessions">{t('user.sessions')}</Link>
      <p className="soft small">{t('keys.hint')}</p>
      <div className="row apart">
        <Button onClick={() => void signOut(false)}>{t('user.signOut')}</Button>
        <Button type="link" onClick={() => void signOut(true)}>
          {t('user.signOutEverywhere')}
        </Button>
      </div>
    </div>
  );
}
