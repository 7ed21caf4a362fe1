import { type ReactNode, useEffect } from 'react';

type Props = { title: string; subtitle?: ReactNode; aside?: ReactNode };

export function PageHeader({ title, subtitle, aside }: Props) {
  useEffect(() => {
    document.title = `${title} · Fieldfare`;
  }, [title]);
  return (
    <div className="ff-page-header">
      <div className="ff-page-title">
        <h1>{title}</h1>
        {subtitle && <p className="ff-muted">{subtitle}</p>}
      </div>
      {aside}
    </div>
  );
}
