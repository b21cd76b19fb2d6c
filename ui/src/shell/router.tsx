import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Result } from 'antd';
import { ErrorBoundary } from './ErrorBoundary';
import { Frame } from './Frame';
import { shell } from './messages';
import { PAGES } from './pages';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => (
    <Result status="404" title={shell.notFound.title} subTitle={shell.notFound.text} />
  ),
});

const routes = PAGES.map(({ path, Page }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: () => (
      <ErrorBoundary key={path}>
        <Page />
      </ErrorBoundary>
    ),
  }),
);

/** Addresses live behind the # so that the same build works under tauri:// and on loopback. */
export const createProgramRouter = () =>
  createRouter({ routeTree: root.addChildren(routes), history: createHashHistory(), defaultPreload: false });
