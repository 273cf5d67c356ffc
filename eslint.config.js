import tseslint from 'typescript-eslint';
import angular from 'angular-eslint';
import globals from 'globals';

/** Imports run one way; each row names the folders that a layer must not reach. See README ▸ Architecture. */
const serverLayers = {
  contract: [
    'domain',
    'ports',
    'services',
    'activities',
    'vcenter',
    'daemons',
    'bundles',
    'store',
    'http',
    'node:*',
  ],
  domain: [
    'contract',
    'ports',
    'services',
    'activities',
    'vcenter',
    'daemons',
    'bundles',
    'store',
    'http',
    'node:*',
  ],
  ports: ['contract', 'services', 'activities', 'vcenter', 'daemons', 'bundles', 'store', 'http'],
  services: ['contract', 'vcenter', 'daemons', 'bundles', 'store', 'http'],
  activities: ['contract', 'vcenter', 'daemons', 'bundles', 'store', 'http'],
  vcenter: ['contract', 'services', 'activities', 'daemons', 'bundles', 'store', 'http'],
  daemons: ['contract', 'services', 'activities', 'vcenter', 'bundles', 'store', 'http'],
  bundles: ['contract', 'services', 'activities', 'vcenter', 'daemons', 'store', 'http'],
  store: ['contract', 'services', 'activities', 'vcenter', 'daemons', 'bundles', 'http'],
  http: ['activities', 'vcenter', 'daemons', 'bundles', 'store'],
};
const uiFeatures = ['wizard', 'panel', 'home', 'cards', 'vm'];

const forbid = (names) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: names.map((name) => ({
        group: name.includes(':') ? [name] : [`**/${name}/**`, `!./**`],
        message: 'This layer must not import that one: see README ▸ Architecture.',
      })),
    },
  ],
});

const layerRules = Object.entries(serverLayers).map(([layer, names]) => ({
  files: [`plugin-server/src/${layer}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: forbid([...names, 'e2e']),
}));
const featureRules = uiFeatures.map((feature) => ({
  files: [`plugin-ui/src/app/${feature}/**/*.ts`],
  rules: forbid(uiFeatures.filter((other) => other !== feature)),
}));

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.angular/**',
      '**/.cache/**',
      '**/coverage/**',
      '**/*.js',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  ...layerRules,
  {
    files: ['plugin-ui/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: { globals: globals.browser },
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['plugin-ui/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  ...featureRules,
  {
    files: ['plugin-server/src/**/*.ts', 'plugin-ui/src/**/*.ts'],
    rules: {},
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts', 'e2e/specs/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe)$/]',
          message: 'Focused or skipped spec.',
        },
      ],
    },
  },
  { files: ['scripts/**/*.ts', '**/main.ts'], rules: { 'no-console': 'off' } },
);
