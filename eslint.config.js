import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

/** The rooms of src/ and what each may import: other rooms, and packages. Data goes down this list and back up. */
const rooms = {
  main: { rooms: ['check', 'config', 'server'], packages: [] },
  check: { rooms: ['config', 'fleet', 'rundb'], packages: [] },
  config: { rooms: [], packages: ['zod', 'yaml'] },
  server: {
    rooms: ['config', 'context', 'errors', 'resolvers', 'seeing'],
    packages: [
      '@apollo/server',
      '@apollo/server/plugin/cacheControl',
      '@apollo/server/plugin/disabled',
      'graphql',
      'jose',
      'lru-cache',
      'pino',
      'rate-limiter-flexible',
      'zod',
    ],
  },
  seeing: {
    rooms: ['context', 'rundb'],
    packages: [
      'prom-client',
      '@opentelemetry/api',
      '@opentelemetry/core',
      '@opentelemetry/exporter-trace-otlp-http',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-trace-node',
    ],
  },
  resolvers: {
    rooms: ['context', 'errors', 'generated', 'loaders', 'planning', 'rundb'],
    packages: ['graphql', 'graphql/execution/collectFields.js', '@graphql-tools/schema'],
  },
  context: { rooms: ['caches', 'fleet', 'loaders', 'planning', 'rundb'], packages: [] },
  errors: { rooms: ['rundb'], packages: ['graphql'] },
  loaders: { rooms: ['rundb'], packages: ['dataloader'] },
  planning: { rooms: ['rundb'], packages: ['csv-parse/sync', 'fastest-levenshtein', 'lru-cache', 'uuid'] },
  fleet: { rooms: ['caches', 'rundb'], packages: [] },
  caches: { rooms: ['rundb'], packages: ['ioredis', 'lru-cache'] },
  rundb: { rooms: [], packages: ['cockatiel', 'got'] },
  simulator: { rooms: [], packages: [] },
};

/** Lists are plural. What one list is of is told by these names as well. */
const listNames = {
  style: 'camelCase',
  requiredPattern: /(s|List|funnel|path|Histo)$/,
};
const isList = '[gqlType.kind=ListType]';
const isSureList = '[gqlType.kind=NonNullType][gqlType.gqlType.kind=ListType]';
const isConnection =
  '[gqlType.gqlType.name.value=/Connection$/],FieldDefinition[gqlType.name.value=/Connection$/]';
/** Kits are listed by what they are for. */
const isPlural = '[parent.name.value!=PlanFormKits]';

const schemaNames = {
  types: 'PascalCase',
  FieldDefinition: 'camelCase',
  InputValueDefinition: 'camelCase',
  DirectiveDefinition: 'camelCase',
  EnumValueDefinition: 'UPPER_CASE',
  InputObjectTypeDefinition: { style: 'PascalCase', requiredSuffixes: ['Input', 'Filter', 'Order'] },
  EnumTypeDefinition: { style: 'PascalCase', forbiddenSuffixes: ['Enum'] },
  ObjectTypeDefinition: { style: 'PascalCase', forbiddenSuffixes: ['Input', 'Filter', 'Object'] },
  'FieldDefinition[parent.name.value=Query]': {
    style: 'camelCase',
    forbiddenPrefixes: ['get', 'list', 'find'],
  },
  [`FieldDefinition${isList}${isPlural},FieldDefinition${isSureList}${isPlural}`]: listNames,
  [`FieldDefinition${isConnection}`]: listNames,
};

const allRooms = [...Object.keys(rooms), 'generated'];

/**
 * Node's own modules may go anywhere; any other bare name must be on the room's list. `out` is how a path leaves the
 * room: from a file beside the folders, from one in the room's folder, or from one of its inner folders, whose neighbours
 * may be called as other rooms are.
 */
function importPatterns(room, allowed, out) {
  const otherRooms = allRooms.filter((name) => name !== room && !allowed.rooms.includes(name));
  const packages = allowed.packages
    .map((name) => name.replaceAll('/', '\\/').replaceAll('.', '\\.'))
    .join('|');
  return [
    {
      regex: `^${out}(${otherRooms.join('|')})(/|\\.js$)`,
      message: `${room} may import ${allowed.rooms.join(', ') || 'no other room'}.`,
    },
    {
      regex: `^(?!\\.|node:${packages && `|(${packages})$`})`,
      message: `${room} may import ${allowed.packages.join(', ') || 'no package'}.`,
    },
  ];
}

const roomRule = (files, patterns) => ({
  files: [files],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => [
  roomRule(`src/${room}.ts`, importPatterns(room, allowed, '\\./')),
  roomRule(`src/${room}/*.ts`, importPatterns(room, allowed, '\\.\\./')),
  roomRule(`src/${room}/*/**/*.ts`, importPatterns(room, allowed, '(\\.\\./){2,}')),
]);

const onlyConfigReadsEnvironment = {
  files: ['src/**/*.ts'],
  ignores: ['src/config.ts', 'src/config/**'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: 'Only config.ts reads it.' },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      'node_modules/',
      'src/generated/',
      'bench/gateways/peers/hive-gateway/',
      'examples/typed-client/{gql,out}/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  ...roomRules,
  onlyConfigReadsEnvironment,
  {
    files: ['schema/**/*.graphql', 'examples/**/*.graphql'],
    languageOptions: { parser: graphqlPlugin.parser },
    plugins: { '@graphql-eslint': graphqlPlugin },
  },
  {
    files: ['schema/**/*.graphql'],
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          rootField: true,
        },
      ],
      '@graphql-eslint/naming-convention': ['error', schemaNames],
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/unique-type-names': 'off',
    },
  },
);
