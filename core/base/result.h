#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/base/errors.h"

namespace fieldfare::core {

// Either a value or an expected failure. Reading the wrong side is a bug and stops the program.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    Result(ErrorCode code, std::string detail = {}) : Result(Error{code, std::move(detail)}) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return FF_CHECK(ok()), std::get<0>(state_); }
    const T& value() const& { return FF_CHECK(ok()), std::get<0>(state_); }
    T&& value() && { return FF_CHECK(ok()), std::move(std::get<0>(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return FF_CHECK(!ok()), std::get<1>(state_); }

  private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}
    Result(ErrorCode code, std::string detail = {}) : error_(Error{code, std::move(detail)}) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    void value() const { FF_CHECK(ok()); }
    const Error& error() const { return FF_CHECK(!ok()), *error_; }

  private:
    std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace fieldfare::core

#define FF_CONCAT_INNER(a, b) a##b
#define FF_CONCAT(a, b) FF_CONCAT_INNER(a, b)

// FF_TRY(expression);          returns the error to the caller if there is one
// FF_ASSIGN(auto x, expression); declares x as the value, or returns the error to the caller
#define FF_TRY(...)                                                               \
    do {                                                                          \
        if (auto ff_status = (__VA_ARGS__); !ff_status) return ff_status.error(); \
    } while (false)
#define FF_ASSIGN(declaration, ...) FF_ASSIGN_INNER(FF_CONCAT(ff_result_, __LINE__), declaration, __VA_ARGS__)
#define FF_ASSIGN_INNER(temporary, declaration, ...) \
    auto temporary = (__VA_ARGS__);                  \
    if (!temporary) return temporary.error();        \
    declaration = *std::move(temporary)
