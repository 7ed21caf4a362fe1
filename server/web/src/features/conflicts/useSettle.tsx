import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { type Settlement, useSettleConflict } from '../../api/queries/conflicts';
import type { Conflict } from '../../api/types';
import { failureText } from '../../format/error';
import { useConflictText } from './conflictText';

export type Settle = (conflict: Conflict, how: Settlement) => void;

const undoShownSeconds = 12;
const opposite: Record<Settlement, Settlement> = { restore: 'keep', keep: 'restore' };

/** Settles a conflict and offers the undo of it for a while; `busy` is the id under way. */
export function useSettle(): { settle: Settle; busy: string | null } {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { valueOf } = useConflictText();
  const mutation = useSettleConflict();
  const [busy, setBusy] = useState<string | null>(null);

  const settle: Settle = (conflict, how) => {
    if (!conflict.current) return;
    setBusy(conflict.id);
    mutation.mutate(
      { id: conflict.id, over: conflict.current.stamp, how },
      {
        onSuccess: (now) => announce(now, how),
        onError: (failure) => {
          const changed = failure instanceof ApiError && failure.status === 409;
          notification.error({ title: changed ? t('conflicts.changed') : failureText(failure, t) });
        },
        onSettled: () => setBusy(null),
      },
    );
  };

  function announce(conflict: Conflict, how: Settlement) {
    const key = `settled ${conflict.id}`;
    const value = valueOf(conflict, how === 'restore' ? conflict.lost : conflict.kept);
    const undo = () => {
      notification.destroy(key);
      settle(conflict, opposite[how]);
    };
    notification.success({
      key,
      title: t(how === 'restore' ? 'conflicts.restored' : 'conflicts.confirmed', { value }),
      duration: undoShownSeconds,
      placement: 'bottomRight',
      actions: (
        <Button size="small" onClick={undo} data-testid="undo">
          {t('conflicts.undo')}
        </Button>
      ),
    });
  }

  return { settle, busy };
}
