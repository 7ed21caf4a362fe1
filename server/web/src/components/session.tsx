import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/types';
import type { ValueContext } from '../format/value';
import { dayOf } from '../format/time';
import { useLanguage } from '../i18n';
import { useMinute } from './useMinute';

const SessionContext = createContext<Me | null>(null);

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <SessionContext value={me}>{children}</SessionContext>;
}

export function useSession(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('no session');
  return me;
}

/** What formatting needs: language, the organisation's zone and today, its currency, the texts, and now. */
export function useFormat(): ValueContext & { now: number } {
  const { organisation } = useSession();
  const language = useLanguage();
  const { t } = useTranslation();
  const now = useMinute();
  const zone = organisation.time_zone;
  return useMemo(
    () => ({ language, zone, currency: organisation.currency, today: dayOf(now, zone), t, now }),
    [language, zone, organisation.currency, t, now],
  );
}

