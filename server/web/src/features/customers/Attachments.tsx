import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import { choiceLabel, fieldInfo } from '../../catalog/lookup';
import { useLanguage } from '../../i18n';

const address = (content: string) => `/api/contents/${content}`;

/** Photos as thumbnails, everything else by name; each opens in a tab of its own. */
export function Attachments({ items }: { items: Attachment[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="ff-attachments" data-testid="attachments">
      {items.map((item) => (
        <li key={item.id}>
          <One item={item} />
        </li>
      ))}
    </ul>
  );
}

function One({ item }: { item: Attachment }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [unseen, setUnseen] = useState(false);
  const kind = item.kind === null ? t('customer.attachment') : choiceLabel(fieldInfo('attachment', 'kind')?.enum, item.kind, language);
  const name = item.caption ?? item.file_name ?? kind;
  const preview = item.thumbnail !== null && !unseen && <img src={address(item.thumbnail)} alt={name} loading="lazy" onError={() => setUnseen(true)} />;
  if (item.here) {
    return (
      <a href={address(item.content)} target="_blank" rel="noreferrer" title={name}>
        {preview || name}
      </a>
    );
  }
  // The record is there before the bytes are, and the thumbnail before the photo.
  const waiting = t('customer.contentOnItsWay', { name });
  return preview ? <span title={waiting}>{preview}</span> : <span className="ff-attachment-waiting ff-muted">{waiting}</span>;
}
