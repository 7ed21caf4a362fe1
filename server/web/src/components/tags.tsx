import { Tag, Tooltip } from 'antd';
import type { Due } from '../api/types';
import { choiceLabel, fieldInfo } from '../catalog/lookup';
import { dayText } from '../format/time';
import { useLanguage } from '../i18n';
import { useFormat } from './session';

/** A choice of one of the catalog's enumerations, by entity and field. */
export function ChoiceTag({ entity, field, code }: { entity: string; field: string; code: string }) {
  const language = useLanguage();
  return <Tag variant="filled">{choiceLabel(fieldInfo(entity, field)?.enum, code, language)}</Tag>;
}

/** Why a day is due, in the rule's own words. */
export function dueReason(due: Due, language: 'zh-CN' | 'en'): string | null {
  return due.explanation?.text[language] ?? null;
}

export function DueTag({ due }: { due: Due | null }) {
  const { language, today, t } = useFormat();
  if (!due) return <span className="ff-muted">{t('due.none')}</span>;
  const { overdue_days: late } = due;
  const text = late > 0 ? t('due.overdue', { count: late }) : late === 0 ? t('due.today') : t('due.ahead', { count: -late });
  const reason = dueReason(due, language);
  return (
    <Tooltip title={reason ? t('due.why', { text: reason }) : t('due.byHand')}>
      <span className="ff-due">
        <span className="ff-num">{dayText(due.on, language, today)}</span>
        <span className={late > 0 ? 'ff-bad' : late === 0 ? 'ff-warn' : 'ff-muted'}>{text}</span>
      </span>
    </Tooltip>
  );
}
