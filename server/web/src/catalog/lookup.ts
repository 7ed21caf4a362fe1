// Labels and kinds by name. Names come from the server, which may be newer than this page: an unknown one is shown as it is.
import type { Language } from '../i18n/language';
import { catalog } from './generated';
import type { EntityName, EnumName } from './types';

export type Label = Readonly<Record<Language, string>>;
export type FieldInfo = Readonly<{
  id: number;
  type: string;
  label: Label;
  enum?: string;
  refers_to?: string;
  unit?: string;
  section?: string;
  group?: string;
  multiline?: boolean;
  hidden?: boolean;
  sensitivity?: string;
}>;
type EntityInfo = Readonly<{ label: Label; fields: Readonly<Record<string, FieldInfo>> }>;

const entities: Readonly<Record<string, EntityInfo>> = catalog.entities;
const enums: Readonly<Record<string, Readonly<Record<string, Label>>>> = catalog.enums;
const sections: Readonly<Record<string, Label>> = catalog.sections;

export function entityLabel(entity: string, language: Language): string {
  return entities[entity]?.label[language] ?? entity;
}

export function fieldInfo(entity: string, field: string): FieldInfo | undefined {
  return entities[entity]?.fields[field];
}

export function fieldLabel(entity: string, field: string, language: Language): string {
  return fieldInfo(entity, field)?.label[language] ?? field;
}

/** Names and labels of the blocks in which an entity's fields are shown, in order. */
export function sectionsOf(language: Language): { name: string; label: string }[] {
  return Object.entries(sections).map(([name, label]) => ({ name, label: label[language] }));
}

/** In catalog order. */
export function fieldsOf(entity: EntityName): [string, FieldInfo][] {
  return Object.entries(entities[entity]?.fields ?? {});
}

/** Labels of the fields that are hidden together, each once. */
export function labelsOfClass(name: string, language: Language): string[] {
  const fields = Object.values(entities).flatMap((entity) => Object.values(entity.fields));
  return [...new Set(fields.filter(({ sensitivity }) => sensitivity === name).map(({ label }) => label[language]))];
}

export function choiceLabel(enumeration: string | undefined, code: string, language: Language): string {
  return (enumeration && enums[enumeration]?.[code]?.[language]) || code;
}

export function choices(enumeration: EnumName, language: Language): { value: string; label: string }[] {
  return Object.entries(enums[enumeration] ?? {}).map(([value, label]) => ({ value, label: label[language] }));
}

export function enumNames(): string[] {
  return Object.keys(enums);
}

/** Every label of the catalog with a path that names it. */
export function allLabels(): [string, Label][] {
  const found: [string, Label][] = [];
  for (const [entity, info] of Object.entries(entities)) {
    found.push([entity, info.label]);
    for (const [field, { label }] of Object.entries(info.fields)) found.push([`${entity}.${field}`, label]);
  }
  for (const [section, label] of Object.entries(sections)) found.push([`section ${section}`, label]);
  for (const [name, values] of Object.entries(enums)) {
    for (const [code, label] of Object.entries(values)) found.push([`${name}:${code}`, label]);
  }
  return found;
}
