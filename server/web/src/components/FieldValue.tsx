import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useUsers } from '../api/queries/users';
import { fieldInfo } from '../catalog/lookup';
import { valueText } from '../format/value';
import { useFormat } from './session';

type Props = { entity: string; field: string; value: unknown; masked?: boolean };

/** One field's value as text: labels for choices, names for people, "empty" and "not visible" told apart. */
export function FieldValue({ entity, field, value, masked = false }: Props) {
  const format = useFormat();
  const names = useNames();
  const info = fieldInfo(entity, field);
  if (masked) {
    return (
      <Tooltip title={format.t('customer.maskedHint')}>
        <span className="ff-muted">
          <EyeInvisibleOutlined aria-hidden /> {format.t('customer.masked')}
        </span>
      </Tooltip>
    );
  }
  const readable = info?.refers_to === 'user' ? named(value, names) : value;
  const text = valueText(readable, info, format);
  return text === null ? <span className="ff-muted">{format.t('value.none')}</span> : <span className="ff-prose">{text}</span>;
}

function useNames(): Map<string, string> {
  return new Map(useUsers().data?.map((user) => [user.id, user.name]) ?? []);
}

function named(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((id: string) => names.get(id) ?? id);
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}
