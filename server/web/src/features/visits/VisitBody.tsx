import { Tag } from 'antd';
import type { Fields } from '../../catalog/types';
import { choiceLabel, fieldInfo, fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { valueText } from '../../format/value';

/** What was said at a visit and what follows, shown in the feed and on the timeline. */
const told = ['note', 'feedback', 'need_change', 'objections', 'solution', 'promise', 'next_step'] as const;

type Props = { fields: Fields<'interaction'>; channelTags?: boolean };

export function VisitBody({ fields, channelTags = true }: Props) {
  const format = useFormat();
  const channels = fieldInfo('interaction', 'channels')?.enum;
  const due = valueText(fields.next_step_due, fieldInfo('interaction', 'next_step_due'), format);
  const lines = told.flatMap((field) => {
    const text = valueText(fields[field as keyof typeof fields], fieldInfo('interaction', field), format);
    return text === null ? [] : [{ field, text }];
  });
  return (
    <>
      {channelTags && (
        <div className="ff-visit-tags">
          {fields.channels?.map((code) => (
            <Tag key={code} variant="filled">
              {choiceLabel(channels, code, format.language)}
            </Tag>
          ))}
        </div>
      )}
      <dl className="ff-visit-lines">
        {lines.map(({ field, text }) => (
          <div key={field}>
            <dt>{fieldLabel('interaction', field, format.language)}</dt>
            <dd className="ff-prose">
              {text}
              {field === 'next_step' && due && <span className="ff-muted"> · {format.t('customer.dueOn', { date: due })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
