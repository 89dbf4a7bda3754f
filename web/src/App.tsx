// The parts put together: theme, words, data, session, pages.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { Gate } from './components/Gate';
import { NotFound, RouteError } from './components/RouteError';
import { ThemeProvider } from './components/ThemeProvider';
import { ApiError } from './data/http';
import { askForList, askForRecord } from './data/ahead';
import { loadLaterTables } from './data/schema';
import { SessionProvider } from './data/session';
import { LeadsPage, loadListFilters } from './pages/List/ListPage';
import { loadLaterWords, TextProvider } from './text/i18n';

/** Only what may go better the next time is tried again. */
const mayPass = (error: Error) => error instanceof ApiError && [0, 502, 503, 504].includes(error.status);

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => mayPass(error) && count < 2, staleTime: 5_000 },
    mutations: { retry: false },
  },
});

/** A page with the words and tables that the list of leads does without. */
const page = (load: () => Promise<ComponentType>) => async () => {
  const [Component] = await Promise.all([load(), loadLaterWords(), loadLaterTables()]);
  return { Component };
};

const leadPage = page(async () => (await import('./pages/Record/RecordPage')).LeadPage);

/** From a list people go to a record: its code comes while they read, so that the first click is as quick as the next. */
const LOOKED_AROUND_MS = 2_000;
const fetchLeadPageSoon = () => void setTimeout(() => void leadPage().catch(() => {}), LOOKED_AROUND_MS);

const router = createBrowserRouter([
  {
    element: <Gate />,
    errorElement: <RouteError />,
    HydrateFallback: () => null,
    children: [
      { path: '/', element: <Navigate to="/leads" replace /> },
      {
        path: '/leads',
        errorElement: <RouteError />,
        // The page that everybody begins with comes with the application; all others when they are opened.
        Component: LeadsPage,
        loader: () => {
          void loadListFilters();
          askForList(queries, 'lead');
          fetchLeadPageSoon();
          return null;
        },
        shouldRevalidate: () => false,
      },
      {
        path: '/lists/:table',
        errorElement: <RouteError />,
        loader: ({ params }) => {
          askForList(queries, params.table ?? '');
          return null;
        },
        shouldRevalidate: () => false,
        lazy: page(async () => (await import('./pages/List/ListPage')).AnyListPage),
      },
      {
        path: '/leads/:id',
        errorElement: <RouteError />,
        loader: ({ params }) => {
          void askForRecord(queries, 'lead', params.id ?? '');
          return null;
        },
        lazy: leadPage,
      },
      {
        path: '/records/:table/:id',
        errorElement: <RouteError />,
        loader: ({ params }) => {
          void askForRecord(queries, params.table ?? '', params.id ?? '');
          return null;
        },
        lazy: page(async () => (await import('./pages/Record/RecordPage')).RecordPage),
      },
      {
        path: '/compare/:table/:one/:other',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Compare/ComparePage')).ComparePage),
      },
      {
        path: '/models',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Models/ModelsPage')).ModelsPage),
      },
      ...['/models/new', '/models/:id/edit'].map((path) => ({
        path,
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/ModelForm/ModelFormPage')).ModelFormPage),
      })),
      {
        path: '/was-it-right',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Hindsight/HindsightPage')).HindsightPage),
      },
      {
        path: '/models/:id/factors',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Factors/FactorsPage')).FactorsPage),
      },
      {
        // In the place of the id the name of a table: its first model.
        path: '/models/:id',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Model/ModelPage')).ModelPage),
      },
      { path: '/model', element: <Navigate to="/models/lead" replace /> },
      {
        path: '/import',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Import/ImportPage')).ImportPage),
      },
      {
        path: '/jobs',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Jobs/JobsPage')).JobsPage),
      },
      {
        path: '/settings',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Settings/SettingsPage')).SettingsPage),
      },
      {
        path: '/admin/:section?',
        errorElement: <RouteError />,
        lazy: page(async () => (await import('./pages/Admin/AdminPage')).AdminPage),
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);

export function App() {
  return (
    <TextProvider>
      <ThemeProvider>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </TextProvider>
  );
}
