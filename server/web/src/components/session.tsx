import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/types';
import type { ValueContext } from '../format/value';
import { dayOf } from '../format/time';
import { useLanguage } from '../i18n';
import { useMinute } from './useMinute';

type Session = { me: Me; leave: () => void };
const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ me, leave, children }: Session & { children: ReactNode }) {
  return <SessionContext value={{ me, leave }}>{children}</SessionContext>;
}

export function useSession(): Me {
  return useSessionContext().me;
}

/** Who sees the whole organisation, and so what is hidden from whom; the server decides. */
export const settlesPrivacy = (role: string) => role === 'director' || role === 'admin';

/** Signs out. */
export function useLeave(): () => void {
  return useSessionContext().leave;
}

function useSessionContext(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session');
  return session;
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

