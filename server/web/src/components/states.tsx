import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureCode, failureText } from '../format/error';

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** What happened, the code to quote, and the way on. */
export function Failure({ failure, retry }: { failure: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="error"
      showIcon
      title={failureText(failure, t)}
      description={t('state.code', { code: failureCode(failure) })}
      action={
        <Button size="small" onClick={retry}>
          {t('state.retry')}
        </Button>
      }
    />
  );
}

export function Nothing({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{title}</div>
          {hint && <div className="ff-muted">{hint}</div>}
        </>
      }
    >
      {children}
    </Empty>
  );
}

type Shown<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** A query in its four states; a failed refresh keeps the data it has and says so. */
export function Ready<T>({ query, rows, children }: { query: Shown<T>; rows?: number; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = query;
  const retry = () => void refetch();
  if (data === undefined) return error ? <Failure failure={error} retry={retry} /> : <Loading rows={rows} />;
  return (
    <>
      {error ? <Failure failure={error} retry={retry} /> : null}
      {children(data)}
    </>
  );
}
