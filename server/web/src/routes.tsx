import { createBrowserRouter } from 'react-router';
import { AppLayout } from './components/AppLayout';
import { NotFound, RouteFailure } from './components/RouteFailure';
import { SignedIn } from './components/SignedIn';
import { PageSkeleton } from './components/PageSkeleton';

// Each page is a chunk of its own, read when it is first opened.
export const router = createBrowserRouter([
  {
    element: (
      <SignedIn>
        <AppLayout />
      </SignedIn>
    ),
    errorElement: <RouteFailure />,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./features/overview/OverviewPage')).OverviewPage }) },
      { path: 'visits', lazy: async () => ({ Component: (await import('./features/visits/VisitsPage')).VisitsPage }) },
      { path: 'customers', lazy: async () => ({ Component: (await import('./features/customers/CustomersPage')).CustomersPage }) },
      { path: 'quarantine', lazy: async () => ({ Component: (await import('./features/quarantine/QuarantinePage')).QuarantinePage }) },
      { path: 'handover', lazy: async () => ({ Component: (await import('./features/handover/HandoverPage')).HandoverPage }) },
      { path: 'duplicates', lazy: async () => ({ Component: (await import('./features/duplicates/DuplicatesPage')).DuplicatesPage }) },
      { path: 'customers/:id', lazy: async () => ({ Component: (await import('./features/customers/CustomerPage')).CustomerPage }) },
      { path: 'devices', lazy: async () => ({ Component: (await import('./features/devices/DevicesPage')).DevicesPage }) },
      { path: 'conflicts', lazy: async () => ({ Component: (await import('./features/conflicts/ConflictsPage')).ConflictsPage }) },
      { path: 'settings/privacy', lazy: async () => ({ Component: (await import('./features/privacy/PrivacyPage')).PrivacyPage }) },
      { path: '*', Component: NotFound },
    ],
  },
]);
