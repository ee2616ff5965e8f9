import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
} from 'graphql';

/** Where each type is described, by its name; the built-in ones are nowhere. */
type Addresses = ReadonlyMap<string, string>;

/** A type as Markdown: its heading, its description, and its fields or values. */
export function printType(type: GraphQLNamedType, addresses: Addresses): string {
  const parts = [
    `## ${type.name}`,
    `_${kindOf(type)}_`,
    oneLine(type.description),
    membersOf(type, addresses),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function kindOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return 'Enum';
  if (isInputObjectType(type)) return type.isOneOf ? 'Input, exactly one field of it' : 'Input';
  if (isScalarType(type)) return 'Scalar';
  if (isUnionType(type)) return 'Union';
  const names =
    isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [];
  const kind = isInterfaceType(type) ? 'Interface' : 'Type';
  return names.length > 0 ? `${kind}, implements ${names.join(' and ')}` : kind;
}

function membersOf(type: GraphQLNamedType, addresses: Addresses): string {
  if (isEnumType(type)) return list(type.getValues().map((value) => `\`${value.name}\`: ${about(value)}`));
  if (isUnionType(type)) return list(type.getTypes().map((member) => linked(member, addresses)));
  if (isInputObjectType(type))
    return list(Object.values(type.getFields()).map((field) => input(field, addresses)));
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  return list(Object.values(type.getFields()).map((field) => output(field, addresses)));
}

function output(field: GraphQLField<unknown, unknown>, addresses: Addresses): string {
  const own = `\`${field.name}\`: ${linked(field.type, addresses)}. ${about(field)}`;
  return [own, ...field.args.map((argument) => `  - ${input(argument, addresses)}`)].join('\n');
}

function input(value: GraphQLArgument | GraphQLInputField, addresses: Addresses): string {
  return `\`${value.name}\`: ${linked(value.type, addresses)}${defaultOf(value)}. ${about(value)}`;
}

function defaultOf({
  defaultValue,
  type,
}: {
  readonly defaultValue?: unknown;
  readonly type: GraphQLInputType;
}) {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value ? ` = \`${print(value)}\`` : '';
}

/** The type in code, and with a link where it is described. */
function linked(type: GraphQLType, addresses: Addresses): string {
  const address = addresses.get(getNamedType(type).name);
  return address === undefined ? `\`${String(type)}\`` : `[\`${String(type)}\`](${address})`;
}

interface Described {
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

function about({ description, deprecationReason }: Described): string {
  const deprecated = deprecationReason ? ` **Deprecated:** ${deprecationReason}` : '';
  return `${oneLine(description)}${deprecated}`;
}

function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
