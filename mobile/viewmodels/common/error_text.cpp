#include <QCoreApplication>

#include "mobile/viewmodels/common/text.h"

namespace fieldfare::mobile {

// Codes that a user of the phone cannot meet share the last sentence.
QString user_sentence(core::ErrorCode code) {
    using core::ErrorCode;
    const auto say = [](const char* text) { return QCoreApplication::translate("Error", text); };
    switch (code) {
        case ErrorCode::missing_field:
            return say(QT_TRANSLATE_NOOP("Error", "Something required is still empty."));
        case ErrorCode::invalid_argument:
        case ErrorCode::wrong_type:
        case ErrorCode::unknown_enum_value:
        case ErrorCode::group_incomplete:
            return say(QT_TRANSLATE_NOOP("Error", "A value cannot be accepted. Please check what you entered."));
        case ErrorCode::too_long:
            return say(QT_TRANSLATE_NOOP("Error", "The text is too long. Please shorten it."));
        case ErrorCode::out_of_range:
            return say(QT_TRANSLATE_NOOP("Error", "The number is outside the allowed range."));
        case ErrorCode::immutable_field:
        case ErrorCode::assigned_field:
            return say(QT_TRANSLATE_NOOP("Error", "This cannot be changed here."));
        case ErrorCode::unknown_reference:
        case ErrorCode::not_found:
            return say(QT_TRANSLATE_NOOP("Error", "It no longer exists. Someone may have deleted it."));
        case ErrorCode::transition_not_allowed:
            return say(QT_TRANSLATE_NOOP("Error", "It cannot change to this state any more."));
        case ErrorCode::already_exists:
            return say(QT_TRANSLATE_NOOP("Error", "It exists already."));
        case ErrorCode::changed_meanwhile:
            return say(QT_TRANSLATE_NOOP("Error", "Someone changed it meanwhile. Please look at it again."));
        case ErrorCode::needed_by_others:
            return say(QT_TRANSLATE_NOOP(
                "Error", "Other records that were not accepted yet stand on this one. Look after those first."));
        case ErrorCode::unauthenticated:
            return say(QT_TRANSLATE_NOOP("Error", "This phone is not connected to a server yet."));
        case ErrorCode::forbidden:
        case ErrorCode::not_in_scope:
            return say(QT_TRANSLATE_NOOP("Error", "You may not change this record. Ask your team lead."));
        case ErrorCode::code_expired:
            return say(
                QT_TRANSLATE_NOOP("Error", "The code is wrong, used or expired. Ask your team lead for a new one."));
        case ErrorCode::device_revoked:
            return say(QT_TRANSLATE_NOOP("Error", "This phone's access was withdrawn. Ask your team lead."));
        case ErrorCode::too_many_attempts:
            return say(QT_TRANSLATE_NOOP("Error", "Too many attempts. Wait a minute and try again."));
        case ErrorCode::protocol_unsupported:
            return say(QT_TRANSLATE_NOOP("Error", "The app is too old for this server. Please update the app."));
        case ErrorCode::storage_full:
            return say(QT_TRANSLATE_NOOP("Error", "The phone's storage is full. Free some space; nothing was lost."));
        case ErrorCode::quota_exceeded:
            return say(QT_TRANSLATE_NOOP(
                "Error", "There is no room left for photos and files. Everything else is saved and goes on."));
        case ErrorCode::content_mismatch:
            return say(QT_TRANSLATE_NOOP("Error", "The photo or file is damaged and was not taken."));
        case ErrorCode::storage_corrupt:
            return say(QT_TRANSLATE_NOOP("Error", "The data on this phone is damaged. Ask for help before you go on."));
        case ErrorCode::storage_newer:
            return say(QT_TRANSLATE_NOOP(
                "Error",
                "The data was written by a newer version of the app and is kept untouched. Please update the app."));
        case ErrorCode::storage_key_wrong:
            return say(QT_TRANSLATE_NOOP(
                "Error", "The data cannot be unlocked: the key store of this device does not give its key."));
        case ErrorCode::storage_busy:
            return say(QT_TRANSLATE_NOOP("Error", "The data is in use by another window of the app."));
        case ErrorCode::offline:
            return say(QT_TRANSLATE_NOOP("Error", "The server cannot be reached. Check the address and the network."));
        case ErrorCode::not_our_server:
            return say(QT_TRANSLATE_NOOP("Error",
                                         "The answer did not come from a Fieldfare server. A Wi-Fi sign-in page may be "
                                         "in the way, or the address is wrong."));
        case ErrorCode::timed_out:
            return say(QT_TRANSLATE_NOOP("Error", "The server did not answer in time. Try again."));
        case ErrorCode::overloaded:
            return say(QT_TRANSLATE_NOOP("Error", "The server is busy. It will be tried again."));
        default:
            return say(QT_TRANSLATE_NOOP("Error", "Something went wrong in the program. Please report the number."));
    }
}

QString user_message(const core::Error& error) {
    return with_number(user_sentence(error.code), error.code);
}

QString with_number(const QString& sentence, core::ErrorCode code) {
    return QCoreApplication::translate("Error", "%1 (%2)").arg(sentence, to_qt(core::label(code)));
}

}  // namespace fieldfare::mobile
