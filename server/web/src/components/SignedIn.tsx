import { lazy, type ReactNode, Suspense } from 'react';
import { ApiError } from '../api/client';
import { useMe } from '../api/queries/session';
import { PageSkeleton } from './PageSkeleton';
import { SessionProvider } from './session';
import { Failure } from './states';
import { useSignOut } from './useSignOut';

const LoginPage = lazy(async () => ({ default: (await import('../features/login/LoginPage')).LoginPage }));

/** Its children for who is signed in, the login page for who is not. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useMe();
  const { leaving, leave } = useSignOut();
  if (leaving) return <PageSkeleton />;
  if (me.data) {
    return (
      <SessionProvider me={me.data} leave={leave}>
        {children}
      </SessionProvider>
    );
  }
  if (me.error instanceof ApiError && me.error.status === 401) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <LoginPage />
      </Suspense>
    );
  }
  if (me.error) {
    return (
      <div style={{ padding: 24 }}>
        <Failure failure={me.error} retry={() => void me.refetch()} />
      </div>
    );
  }
  return <PageSkeleton />;
}
