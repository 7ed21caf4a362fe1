#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/rows/value.h"

struct sqlite3;
struct sqlite3_stmt;

// A thin RAII layer over SQLite (or SQLCipher, same interface): connections, cached statements, transactions, errors as
// values. Nothing here knows the catalog. A connection and all that hangs on it belongs to one thread at a time.
namespace fieldfare::core::sqlite {

enum class Mode : std::uint8_t {
    writer,  // creates the file; the only connection of a database that may write and checkpoint
    reader,  // query_only; never checkpoints, not even on close
};

// power loss may take the last commits with `normal`; only measurements use it.
enum class Durability : std::uint8_t { full, normal };

struct OpenOptions {
    std::string path;
    Bytes key;        // empty: not encrypted; else 32 bytes, needs a build with SQLCipher
    std::string vfs;  // empty: SQLite's default
    Mode mode = Mode::writer;
    Durability durability = Durability::full;
    int busy_timeout_ms = 250;
    // A database with a larger `PRAGMA user_version` is refused with storage_newer, its file untouched. 0: any.
    int newest_version = 0;
    int cache_kib = 8 * 1024;
};

class Statement;

// One open database. Errors: storage_full, storage_corrupt, storage_key_wrong (not a database, or not with this key),
// storage_busy, storage_failed.
class Connection {
  public:
    // Sets WAL, synchronous, secure_delete, wal_autocheckpoint=0 and foreign_keys=off. The files are the owner's alone.
    static Result<std::unique_ptr<Connection>> open(const OpenOptions& options);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs one or more statements without results.
    Status execute(const std::string& sql);
    // A prepared statement from the cache, ready to bind. `sql` is the cache's key: pass text that does not vary with
    // values. Goes back to the cache when the Statement dies; two at once of the same text are fine.
    Result<Statement> prepare(std::string_view sql);
    // First column of the first row; 0 when there is no row.
    Result<std::int64_t> integer(std::string_view sql);

    std::int64_t changes() const;  // rows changed by the last statement
    bool in_transaction() const;
    // Copies the WAL into the file and empties it. Writer only, not inside a transaction; storage_busy when a reader
    // keeps it from finishing (what could be copied is copied, later calls go on).
    Status checkpoint();
    std::int64_t wal_pages() const { return wal_pages_; }  // in the WAL after the last commit
    sqlite3* raw() const { return db_; }
    Error failure(int code) const;  // from SQLite's result code and message

  private:
    friend class Statement;
    struct Cached {
        std::vector<sqlite3_stmt*> idle;
        int in_use = 0;
    };
    // Statements are long and differ early, late or in length: a few of their bytes tell them apart.
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept;
    };
    Connection() = default;
    Status configure(const OpenOptions& options);
    static int on_wal(void* self, sqlite3* db, const char* name, int pages);

    sqlite3* db_ = nullptr;
    std::int64_t wal_pages_ = 0;
    std::unordered_map<std::string, Cached, TextHash, std::equal_to<>> cache_;
};

// Parameters count from 1, columns from 0, as in SQLite. Bound text and bytes must live until `step` returned, unless
// bound with `copy_*`. Views of columns live until the next `step`.
class Statement {
  public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(int at, std::int64_t value);
    Statement& bind(int at, int value) { return bind(at, static_cast<std::int64_t>(value)); }
    Statement& bind(int at, std::uint64_t value) { return bind(at, static_cast<std::int64_t>(value)); }
    Statement& bind(int at, double value);
    Statement& bind(int at, std::string_view text);
    Statement& bind(int at, const char* text) { return bind(at, std::string_view(text)); }
    Statement& bind(int at, const std::string& text) { return bind(at, std::string_view(text)); }
    Statement& bind(int at, std::span<const std::uint8_t> bytes);
    Statement& bind(int at, const Bytes& bytes) { return bind(at, std::span<const std::uint8_t>(bytes)); }
    Statement& bind(int at, const Uuid& id);
    // What would not live that long is copied.
    Statement& bind(int at, std::string&& text) { return copy_text(at, text); }
    Statement& bind(int at, Bytes&& bytes) { return copy_bytes(at, bytes); }
    Statement& bind_null(int at);
    Statement& copy_text(int at, std::string_view text);
    Statement& copy_bytes(int at, std::span<const std::uint8_t> bytes);

    // True: a row stands ready. False: done.
    Result<bool> step();
    // Steps a statement that gives no rows, then resets it, so it can be bound again.
    Status run();
    void reset();

    bool null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::span<const std::uint8_t> bytes(int column) const;
    Uuid uuid(int column) const;  // nil for NULL or another length
    int columns() const;
    sqlite3_stmt* raw() const { return statement_; }

  private:
    friend class Connection;
    Statement(Connection& connection, sqlite3_stmt* statement, Connection::Cached* home)
        : connection_(&connection), statement_(statement), home_(home) {}
    void note(int code);

    Connection* connection_;
    sqlite3_stmt* statement_;
    Connection::Cached* home_;
    int bind_error_ = 0;
};

// The scope is the transaction: no commit means rollback.
class Transaction {
  public:
    static Result<Transaction> begin_write(Connection& connection);  // BEGIN IMMEDIATE; storage_busy
    static Result<Transaction> begin_read(Connection& connection);   // one snapshot for all that follows
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // On an error everything is rolled back.
    Status commit();
    void rollback();

  private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

// "3.46.1".
std::string version();
// SQLite 3.7.0–3.51.2 except 3.44.6 and 3.50.7 can damage a database when two connections write or checkpoint in WAL
// mode at the same moment. `number` as in SQLITE_VERSION_NUMBER.
bool has_wal_reset_bug(int number);
// One line for logs: version, cipher, and the rule that keeps us safe.
std::string version_line();

}  // namespace fieldfare::core::sqlite
