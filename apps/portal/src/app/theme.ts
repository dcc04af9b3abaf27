import { createTheme, type CSSVariablesResolver } from '@mantine/core';

const FONT = "'Golos Text Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/** The rules of the design: spaces, type, contrast. Pages use these, never numbers of their own. */
export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  colors: {
    anika: [
      '#eefaf7',
      '#d9f1ec',
      '#b0e2d8',
      '#84d2c3',
      '#4fc0ad',
      '#2aa492',
      '#158778',
      '#0b7468',
      '#0a6358',
      '#084e46',
    ],
    dark: [
      '#e6e9ed',
      '#c3c9d1',
      '#a3acb8',
      '#7a8594',
      '#4a5462',
      '#333c48',
      '#262d37',
      '#1a2028',
      '#14191f',
      '#0e1216',
    ],
  },
  primaryColor: 'anika',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: '#17202b',
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.34', sm: '1.39', md: '1.43', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Badge: {
      defaultProps: { size: 'lg' },
      styles: {
        root: { height: 22, fontSize: 12, fontWeight: 500, letterSpacing: 0, textTransform: 'none' },
      },
    },
    // Mantine's own is the colour of the page in the dark: the choices would look like words.
    SegmentedControl: { styles: { root: { backgroundColor: 'var(--anika-hover)' } } },
    Progress: { styles: { root: { backgroundColor: 'var(--anika-line)' } } },
    Table: { defaultProps: { borderColor: 'var(--anika-line)' } },
    Modal: {
      defaultProps: { centered: true, padding: 'lg', radius: 'lg' },
      styles: {
        header: { gap: 12 },
        title: { fontSize: 16, fontWeight: 600, lineHeight: '24px', overflowWrap: 'anywhere' },
      },
    },
    // The placeholder is no child that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md' } },
    Drawer: {
      styles: {
        title: { fontSize: 16, fontWeight: 600 },
        content: { borderLeft: '1px solid var(--anika-line)', outlineOffset: 0 },
      },
    },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: {
        label: { marginBottom: 4 },
        description: { fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    },
    Notification: { styles: { description: { color: 'var(--mantine-color-text)' } } },
    Tooltip: { defaultProps: { openDelay: 300, multiline: true, maw: 280 } },
  },
});

/** Mantine's own dimmed and error texts are too pale: contrast of 4.5 and more in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566170',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#6b7684',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#17202b',
    '--mantine-color-anchor': 'var(--mantine-color-anika-8)',
    '--anika-focus': 'var(--mantine-color-anika-8)',
    '--anika-line': '#e3e7eb',
    '--anika-soft': '#f6f7f8',
    '--anika-hover': '#f1f4f6',
    // Edges of boxes to tick and tracks of switches that are off: contrast of 3 and more.
    '--anika-off': '#868e96',
    '--anika-good': '#16784a',
    '--anika-warn': '#9a5b00',
    '--anika-bad': '#b3261e',
  },
  dark: {
    '--mantine-color-dimmed': '#a3acb8',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-placeholder': '#8e98a5',
    '--mantine-color-body': '#14191f',
    '--mantine-color-text': '#e6e9ed',
    '--mantine-color-anchor': 'var(--mantine-color-anika-4)',
    // Mantine's own light buttons are darker than the page.
    '--mantine-color-anika-light': 'rgba(79, 192, 173, 0.18)',
    '--mantine-color-anika-light-hover': 'rgba(79, 192, 173, 0.26)',
    '--mantine-color-anika-light-color': 'var(--mantine-color-anika-3)',
    // And its gray ones, pointed at.
    '--mantine-color-gray-light': 'var(--anika-hover)',
    '--mantine-color-gray-light-hover': '#2d3642',
    '--anika-focus': 'var(--mantine-color-anika-4)',
    '--anika-line': '#2a323c',
    '--anika-soft': '#1a2028',
    '--anika-hover': '#1f2630',
    '--anika-off': '#6b7787',
    '--anika-good': '#56c88c',
    '--anika-warn': '#e6b450',
    '--anika-bad': '#ff8a80',
  },
});
