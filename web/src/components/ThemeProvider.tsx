// Fluent's theme under a strict content security policy.
//
// Fluent's own provider and renderer write <style> elements, which `style-src 'self'` forbids. Here the atomic rules go
// through Griffel's shadow-DOM renderer (used on the document, hence the cast) and the theme's variables through a
// constructed style sheet: both end in document.adoptedStyleSheets, which the policy allows.
import {
  createCSSRuleFromTheme,
  RendererProvider,
  renderFluentProvider_unstable,
  slot,
  useFluentProviderContextValues_unstable,
  useFluentProviderStyles_unstable,
  useFocusVisible,
  type FluentProviderState,
  type GriffelRenderer,
} from '@fluentui/react-components';
import { createShadowDOMRenderer } from '@griffel/shadow-dom';
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { themes, type Appearance } from './theme';

const THEME_CLASS = 'll-theme';
const STORED = 'leadlight-appearance';

const renderer = createShadowDOMRenderer(document as unknown as ShadowRoot) as unknown as GriffelRenderer;
const variables = new CSSStyleSheet();
document.adoptedStyleSheets = [variables, ...document.adoptedStyleSheets];

function initialAppearance(): Appearance {
  const stored = localStorage.getItem(STORED);
  if (stored === 'light' || stored === 'dark') return stored;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

interface AppearanceChoice {
  appearance: Appearance;
  setAppearance: (appearance: Appearance) => void;
}
const Context = createContext<AppearanceChoice | null>(null);

/** Light or dark, and how to change it. */
export function useAppearance(): AppearanceChoice {
  const choice = useContext(Context);
  if (!choice) throw new Error('useAppearance outside of ThemeProvider');
  return choice;
}

function Fluent({ appearance, children }: { appearance: Appearance; children: ReactNode }) {
  const ref = useFocusVisible<HTMLDivElement>({ targetDocument: document });
  const state: FluentProviderState = {
    applyStylesToPortals: true,
    customStyleHooks_unstable: {},
    dir: 'ltr',
    targetDocument: document,
    theme: themes[appearance],
    overrides_unstable: {},
    themeClassName: THEME_CLASS,
    components: { root: 'div' },
    root: slot.always({ dir: 'ltr', ref, children }, { elementType: 'div' }),
    serverStyleProps: { cssRule: '', attributes: {} },
  };
  useFluentProviderStyles_unstable(state);
  const values = useFluentProviderContextValues_unstable(state);
  return renderFluentProvider_unstable(state, values);
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [appearance, setAppearance] = useState<Appearance>(initialAppearance);

  useLayoutEffect(() => {
    variables.replaceSync(createCSSRuleFromTheme(`:root, .${THEME_CLASS}`, themes[appearance]));
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);

  const choice = useMemo<AppearanceChoice>(
    () => ({
      appearance,
      setAppearance: (next) => {
        localStorage.setItem(STORED, next);
        setAppearance(next);
      },
    }),
    [appearance],
  );
  return (
    <Context.Provider value={choice}>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <Fluent appearance={appearance}>
          {/* The provider's own class also goes to every portal, so the page's background needs an element of its own. */}
          <div className="ll-root">{children}</div>
        </Fluent>
      </RendererProvider>
    </Context.Provider>
  );
}
