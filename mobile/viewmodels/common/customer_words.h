#pragma once

#include <QString>

#include "core/rows/row.h"

// What is said of a customer in lists and heads, the same everywhere.
namespace fieldfare::mobile {

QString customer_name(const core::Row& customer);
// The final code, else the provisional one.
QString customer_code(const core::Row& customer);
QString class_label(const core::Row& customer);  // empty when not graded
int class_tone(const core::Row& customer);
QString stage_label(const core::Row& customer);
// "Industry · City".
QString customer_detail(const core::Row& customer);

// The start of a visit's note, for a card; empty when there is none.
QString note_of(const core::Row& visit);
// "Visit, phone" in the catalog's words.
QString channels_label(const core::Row& visit);
QString channel_glyph_of(const core::Row& visit);

}  // namespace fieldfare::mobile
