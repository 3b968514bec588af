import { useTranslation } from 'react-i18next';

/** Codes of the log in words; what has none yet stands as it is. */
export function useSay() {
  const { t, i18n } = useTranslation('process-log');
  const word = (key: string, code: string): string =>
    i18n.exists(key, { ns: 'process-log' }) ? t(key as never) : code;
  return {
    kind: (kind: string): string => word(`kind.${kind}`, kind),
    /** `cycle.publish` and `make-plan.reminded` name a thing and what happened to it. */
    action: (action: string): string => word(`action.${action}`, action),
    end: (end: string): string => word(`end.${end}`, end),
    actor: (kind: string): string => word(`actor.${kind}`, kind),
  };
}
