import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettleRefused, wholeGroup } from '../../api/queries/quarantine';
import type { RefusedGroup } from '../../api/types';
import { failureText } from '../../format/error';
import { saveFile } from './saveFile';

/** What a lead can do about a refused group; `busy` is the one under way. */
export function useRefused() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const settling = useSettleRefused();
  const [busy, setBusy] = useState<string | null>(null);

  const run = async (item: RefusedGroup, work: () => Promise<string | null>) => {
    setBusy(item.group);
    try {
      const title = await work();
      if (title) notification.success({ title, placement: 'bottomRight' });
    } catch (failure) {
      notification.error({ title: failureText(failure, t) });
    } finally {
      setBusy(null);
    }
  };
  const save = async ({ group }: RefusedGroup) => {
    saveFile(`refused-${group}.json`, JSON.stringify(await wholeGroup(group), null, 2));
    return null;
  };
  return {
    busy,
    save: (item: RefusedGroup) => run(item, () => save(item)),
    accept: (item: RefusedGroup) =>
      run(item, async () => {
        const { verdict } = await settling.mutateAsync({ group: item.group, how: 'accept' });
        return t(verdict === 'superseded' ? 'quarantine.acceptedLate' : 'quarantine.accepted', { name: item.user.name });
      }),
    clear: (item: RefusedGroup) =>
      run(item, async () => {
        await save(item);
        await settling.mutateAsync({ group: item.group, how: 'clear' });
        return t('quarantine.cleared');
      }),
  };
}
