import { Loading } from './states';

export function PageSkeleton() {
  return (
    <div style={{ padding: 24 }}>
      <Loading rows={8} />
    </div>
  );
}
