// What surrounds every page: skip link, top bar, navigation, shortcuts.
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useText } from '../text/i18n';
import { later } from './later';
import { Navigation } from './Navigation';
import { LoadingBlock } from './States';
import { Tips } from './Tips';
import { Toaster } from './Toaster';
import { TopBar } from './TopBar';
import { isTyping } from './typing';
import './Shell.css';

const ShortcutsDialog = later(async () => (await import('./ShortcutsDialog')).ShortcutsDialog);

const FocusKeeper = lazy(async () => ({ default: (await import('./FocusKeeper')).FocusKeeper }));

/** Longer than a page takes to be there. */
const AT_REST_MS = 2_000;

/** Whether somebody has touched the page, or has had it for a while: until then nothing is opened over it. */
function useInUse(): boolean {
  const [inUse, setInUse] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const begin = () => setInUse(true);
    const timer = setTimeout(begin, AT_REST_MS);
    for (const name of ['pointerdown', 'keydown'])
      window.addEventListener(name, begin, { capture: true, once: true, signal: stop.signal });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, []);
  return inUse;
}

export function Shell() {
  const { t } = useText();
  const main = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const { pathname } = useLocation();
  const inUse = useInUse();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
      } else if (event.key === '?') {
        event.preventDefault();
        setHelpOpen(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  // A new page begins at its beginning, for the eye and for the keyboard; the first one keeps the browser's own focus.
  const lastPath = useRef(pathname);
  useEffect(() => {
    if (lastPath.current === pathname) return;
    lastPath.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  const closeMenu = useCallback(() => setMenuOpen(false), []);
  const showHelp = useCallback(() => setHelpOpen(true), []);

  return (
    <div className="ll-shell">
      <a
        className="ll-skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('bar.skip')}
      </a>
      <TopBar searchRef={search} onMenu={() => setMenuOpen(true)} onHelp={showHelp} />
      <Navigation open={menuOpen} onClose={closeMenu} />
      <main className="ll-main" id="content" tabIndex={-1} ref={main} key={pathname}>
        <Suspense fallback={<LoadingBlock lines={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <Toaster />
      <Tips />
      <Suspense fallback={null}>{inUse && <FocusKeeper />}</Suspense>
      {helpOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
