// Row types that follow from the generated catalog; no field is declared here.
import type { catalog } from './generated';

type Entities = (typeof catalog)['entities'];
type Enums = (typeof catalog)['enums'];

export type EntityName = keyof Entities;
export type EnumName = keyof Enums;
export type FieldName<E extends EntityName> = keyof Entities[E]['fields'];

type Plain = {
  text: string;
  integer: number;
  real: number;
  boolean: boolean;
  date: string;
  timestamp: number;
  money: number;
  reference: string;
  map: Record<string, unknown>;
};

type ChoiceOf<F> = F extends { enum: infer N extends EnumName } ? keyof Enums[N] & string : string;

type JsonOf<F> = F extends { type: 'enumeration' }
  ? ChoiceOf<F>
  : F extends { type: 'set' }
    ? ChoiceOf<F>[]
    : F extends { type: keyof Plain }
      ? Plain[F['type']]
      : unknown;

/** A field's JSON value; `null` when nothing is entered. */
export type ValueOf<E extends EntityName, F extends FieldName<E>> = JsonOf<Entities[E]['fields'][F]> | null;

/** A row's own fields as the server sends them. A masked one is absent. */
export type Fields<E extends EntityName> = { [F in FieldName<E>]?: ValueOf<E, F> };
