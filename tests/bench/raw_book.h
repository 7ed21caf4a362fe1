#pragma once

#include <array>

#include "tests/bench/floor.h"
#include "tests/bench/team_data.h"

// The floors' databases: the team's tables, and beside them the least that a phone and a server must keep.
namespace fieldfare::bench {

// Customers, contacts, follow-ups and visits.
class RawBook {
  public:
    RawBook(const std::string& path, const core::Bytes& key, int cache_kib);

    void fill(const TeamData& team);
    void begin() { database_.step(begin_); }
    void commit() { database_.step(commit_); }
    void add(const core::Row& row) { table_of(*row.entity).insert(row); }
    // What a visit found out: three fields of its customer.
    void carry_over(const core::Row& visit);
    RawTable& table_of(const core::Entity& entity);
    RawDatabase& database() { return database_; }

  private:
    RawDatabase database_;
    std::array<RawTable, 4> tables_;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
    sqlite3_stmt* carry_over_ = nullptr;
};

// A phone: its book, a journal of what it saved, and how far the server has it.
class RawPhone {
  public:
    RawPhone(const std::string& path, const core::Bytes& key, const TeamData& team);

    // The visit, three fields of its customer and the journal's entry: one durable transaction.
    void log(const core::Row& visit, const core::Bytes& payload);
    void acknowledge();
    RawBook& book() { return book_; }

  private:
    RawBook book_;
    sqlite3_stmt* journal_ = nullptr;
    sqlite3_stmt* acknowledge_ = nullptr;
};

// A server: the book, every change in the order of arrival, and each device's mark.
class RawServer {
  public:
    RawServer(const std::string& path, const TeamData& team);

    void begin() { book_.begin(); }
    void commit() { book_.commit(); }
    void edit_customer(const core::Uuid& id, std::string_view note, std::int64_t staff_count);
    void append_history(std::uint32_t device, std::int64_t number, const void* payload, std::size_t size);
    void set_mark(std::uint32_t device, std::int64_t number);
    // The newest change.
    core::Bytes last_payload();
    RawBook& book() { return book_; }

  private:
    RawBook book_;
    sqlite3_stmt* edit_customer_ = nullptr;
    sqlite3_stmt* history_ = nullptr;
    sqlite3_stmt* mark_ = nullptr;
    sqlite3_stmt* last_ = nullptr;
};

}  // namespace fieldfare::bench
