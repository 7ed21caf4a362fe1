import { App } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/queries/session';
import { failureText } from '../format/error';

/**
 * `leaving` is true from the first moment of signing out. Whoever shows pages takes them down then: what they read is cancelled, the
 * event stream ends and nothing new begins, so that nothing is asked of a session that is about to end.
 */
export function useSignOut(): { leaving: boolean; leave: () => Promise<void> } {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    flushSync(() => setLeaving(true));
    try {
      await signOut();
    } catch (failure) {
      setLeaving(false);
      // Stays until it is closed: somebody may be about to leave this machine to others.
      notification.error({ title: t('nav.logoutFailed'), description: failureText(failure, t), duration: 0 });
      return;
    }
    // Another person may sign in next: a new document remembers nothing of this one, and Back does not return to it.
    window.location.replace('/');
  }

  return { leaving, leave };
}
