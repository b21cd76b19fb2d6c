import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('src/features', import.meta.url));

// A feature sees the floors below it and itself, never a neighbour: what two features share belongs in a floor.
const neighbours = features.map((feature) => ({
  target: `./src/features/${feature}`,
  from: './src/features',
  except: [`./${feature}`],
  message: 'A feature imports no other feature; go there with an address of src/routing.',
}));

const floors = [
  ...['parts', 'ipc', 'messages', 'theme', 'routing', 'keyboard', 'tasks', 'session'].map((floor) => ({
    target: `./src/${floor}`,
    from: ['./src/features', './src/shell'],
    message: 'An import goes down only: this floor lies below the features and the shell.',
  })),
  {
    target: './src/features',
    from: './src/shell',
    message: 'The shell knows the features, not the reverse.',
  },
  ...['ipc', 'messages', 'theme', 'routing', 'keyboard'].map((floor) => ({
    target: `./src/${floor}`,
    from: './src/parts',
    message: 'Parts are built on this floor.',
  })),
];

export default tseslint.config(
  { ignores: ['dist', 'src/ipc/bindings.ts', 'src/ipc/terms.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX, 'react-hooks': hooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      ...hooks.configs.recommended.rules,
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...neighbours, ...floors] },
      ],
      'import-x/no-cycle': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/ipc speaks to Tauri.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: '__TAURI_INTERNALS__', message: 'Only src/ipc speaks to Tauri.' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
    },
  },
  // Tests press keys as old engines do, and answer for the Rust side.
  { files: ['**/*.test.{ts,tsx}', 'test/**'], rules: { '@typescript-eslint/no-deprecated': 'off' } },
  { files: ['src/ipc/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.js'], extends: [tseslint.configs.disableTypeChecked], rules: { 'no-undef': 'off' } },
);
