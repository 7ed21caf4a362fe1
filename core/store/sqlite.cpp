#include "core/store/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/check.h"
#include "core/base/planted.h"
#include "core/store/private_files.h"

namespace fieldfare::core::sqlite {
namespace {

constexpr std::size_t max_cached_texts = 256;
constexpr std::size_t max_idle_per_text = 4;

ErrorCode code_of(int result) {
    switch (result & 0xff) {
        case SQLITE_FULL:
            return ErrorCode::storage_full;
        case SQLITE_CORRUPT:
            return ErrorCode::storage_corrupt;
        case SQLITE_NOTADB:
            return ErrorCode::storage_key_wrong;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::storage_busy;
        case SQLITE_TOOBIG:
            return ErrorCode::too_large;
        default:
            break;
    }
    if (result == SQLITE_CONSTRAINT_PRIMARYKEY || result == SQLITE_CONSTRAINT_UNIQUE) return ErrorCode::already_exists;
    return ErrorCode::storage_failed;
}

std::string key_pragma(const Bytes& key) {
    std::string text = "PRAGMA key = \"x'";
    for (const auto byte : key) text += fmt::format("{:02x}", byte);
    return text + "'\"";
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const OpenOptions& options) {
    std::unique_ptr<Connection> self(new Connection);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (options.mode == Mode::writer) flags |= SQLITE_OPEN_CREATE;
    const bool has_files = options.mode == Mode::writer && options.vfs.empty();
    if (has_files) create_private(options.path);
    const int opened =
        sqlite3_open_v2(options.path.c_str(), &self->db_, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (opened != SQLITE_OK) return self->failure(opened);
    auto configured = self->configure(options);
    // A reader never checkpoints. And a database that is not known to be ours stays as it is, even when it is closed.
    if (!configured || options.mode == Mode::reader) {
        sqlite3_db_config(self->db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    if (!configured) return configured.error();
    if (has_files) make_private(options.path);
    return self;
}

Status Connection::configure(const OpenOptions& options) {
    sqlite3_busy_timeout(db_, options.busy_timeout_ms);
    if (!options.key.empty()) {
#ifdef FIELDFARE_SQLCIPHER
        if (options.key.size() != 32) return {ErrorCode::invalid_argument, "key"};
        FF_TRY(execute(key_pragma(options.key)));
        FF_TRY(execute("PRAGMA cipher_log_level=NONE"));  // a wrong key is an error value, not a line on stderr
#else
        static_cast<void>(key_pragma);
        return {ErrorCode::storage_failed, "built without encryption, but a key was given"};
#endif
    }
    FF_TRY(execute("PRAGMA wal_autocheckpoint=0"));
    FF_ASSIGN(const auto version, integer("PRAGMA user_version"));  // the first read: a wrong key shows here
    if (options.newest_version != 0 && version > options.newest_version) {
        return {ErrorCode::storage_newer, fmt::format("version {}, known {}", version, options.newest_version)};
    }
    FF_TRY(execute(fmt::format("PRAGMA cache_size=-{}", options.cache_kib)));
    FF_TRY(execute("PRAGMA temp_store=MEMORY"));
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (options.mode == Mode::reader) return execute("PRAGMA query_only=ON");
    {
        FF_ASSIGN(auto mode, prepare("PRAGMA journal_mode=WAL"));
        FF_TRY(mode.step());
        // A file layer without shared memory keeps the old mode without an error.
        if (mode.text(0) != "wal") return {ErrorCode::storage_failed, "no write-ahead log on this file system"};
    }
    FF_TRY(execute(options.durability == Durability::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"));
    FF_TRY(execute(planted("deleted stays in the file") ? "PRAGMA secure_delete=OFF" : "PRAGMA secure_delete=ON"));
    sqlite3_wal_hook(db_, &Connection::on_wal, this);  // after wal_autocheckpoint, which would take its place
    // A process that died in a commit may have left it in the log unsynced. It is read from now on, so a power cut must
    // not take it back: the checkpoint syncs the log first.
    const int moved = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (moved != SQLITE_OK && moved != SQLITE_BUSY) return failure(moved);
    return {};
}

int Connection::on_wal(void* self, sqlite3*, const char*, int pages) {
    static_cast<Connection*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

Connection::~Connection() {
    for (auto& [text, cached] : cache_) {
        for (auto* statement : cached.idle) sqlite3_finalize(statement);
    }
    if (db_ != nullptr) FF_CHECK(sqlite3_close(db_) == SQLITE_OK);
}

Error Connection::failure(int code) const {
    const char* message = db_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db_);
    return Error{code_of(code), fmt::format("SQLite {}: {}", code, message)};
}

Status Connection::execute(const std::string& sql) {
    const int result = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return failure(result);
    return {};
}

std::size_t Connection::TextHash::operator()(std::string_view text) const noexcept {
    constexpr std::size_t samples = 16;
    std::array<char, 3 * samples> some{};
    const auto size = std::min(text.size(), samples);
    std::copy_n(text.begin(), size, some.begin());
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>((text.size() - size) / 2), size, some.begin() + samples);
    std::copy_n(text.end() - static_cast<std::ptrdiff_t>(size), size, some.begin() + 2 * samples);
    return std::hash<std::string_view>{}({some.data(), some.size()}) ^ text.size();
}

Result<Statement> Connection::prepare(std::string_view sql) {
    auto found = cache_.find(sql);
    if (found == cache_.end()) {
        if (cache_.size() >= max_cached_texts) {
            // Texts in use keep their place; the others start again.
            for (auto at = cache_.begin(); at != cache_.end();) {
                for (auto* statement : at->second.idle) sqlite3_finalize(statement);
                at->second.idle.clear();
                at = at->second.in_use == 0 ? cache_.erase(at) : std::next(at);
            }
        }
        found = cache_.emplace(std::string(sql), Cached{}).first;
    }
    auto& cached = found->second;
    if (!cached.idle.empty()) {
        auto* statement = cached.idle.back();
        cached.idle.pop_back();
        ++cached.in_use;
        return Statement(*this, statement, &cached);
    }
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                          &statement, nullptr);
    if (result != SQLITE_OK) return failure(result);
    FF_CHECK(statement != nullptr);
    ++cached.in_use;
    return Statement(*this, statement, &cached);
}

Result<std::int64_t> Connection::integer(std::string_view sql) {
    FF_ASSIGN(auto statement, prepare(sql));
    FF_ASSIGN(const bool row, statement.step());
    return row ? statement.integer(0) : std::int64_t{0};
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(db_);
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(db_) == 0;
}

Status Connection::checkpoint() {
    FF_CHECK(!in_transaction());
    int timeout_ms = 0;
    {
        FF_ASSIGN(const auto current, integer("PRAGMA busy_timeout"));
        timeout_ms = static_cast<int>(current);
    }
    // Never wait for a reader: the thread that checkpoints is the one that saves visits.
    sqlite3_busy_timeout(db_, 0);
    int result = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (result == SQLITE_OK) {
        result = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    }
    Status status;
    if (result == SQLITE_OK) {
        wal_pages_ = 0;
    } else {
        status = failure(result);
    }
    sqlite3_busy_timeout(db_, timeout_ms);
    return status;
}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      home_(other.home_),
      bind_error_(other.bind_error_) {}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    reset();
    --home_->in_use;
    if (home_->idle.size() < max_idle_per_text) {
        home_->idle.push_back(statement_);
    } else {
        sqlite3_finalize(statement_);
    }
}

void Statement::note(int code) {
    if (code != SQLITE_OK && bind_error_ == SQLITE_OK) bind_error_ = code;
}

Statement& Statement::bind(int at, std::int64_t value) {
    note(sqlite3_bind_int64(statement_, at, value));
    return *this;
}

Statement& Statement::bind(int at, double value) {
    note(sqlite3_bind_double(statement_, at, value));
    return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    note(sqlite3_bind_text64(statement_, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int at, std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) {
        note(sqlite3_bind_zeroblob(statement_, at, 0));
    } else {
        note(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC));
    }
    return *this;
}

Statement& Statement::bind(int at, const Uuid& id) {
    note(sqlite3_bind_blob64(statement_, at, id.bytes.data(), id.bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bind_null(int at) {
    note(sqlite3_bind_null(statement_, at));
    return *this;
}

Statement& Statement::copy_text(int at, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();
    note(sqlite3_bind_text64(statement_, at, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::copy_bytes(int at, std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) {
        note(sqlite3_bind_zeroblob(statement_, at, 0));
    } else {
        note(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    }
    return *this;
}

Result<bool> Statement::step() {
    if (bind_error_ != SQLITE_OK) return connection_->failure(bind_error_);
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    return connection_->failure(result);
}

Status Statement::run() {
    auto stepped = step();
    if (stepped && *stepped) {
        // A statement such as RETURNING still has to run to its end.
        while (stepped && *stepped) stepped = step();
    }
    if (!stepped) {
        reset();
        return stepped.error();
    }
    reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    bind_error_ = SQLITE_OK;
}

bool Statement::null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::span<const std::uint8_t> Statement::bytes(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Uuid Statement::uuid(int column) const {
    return Uuid::from_bytes(bytes(column)).value_or(Uuid{});
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

Result<Transaction> Transaction::begin_write(Connection& connection) {
    FF_CHECK(!connection.in_transaction());
    FF_ASSIGN(auto statement, connection.prepare("BEGIN IMMEDIATE"));
    FF_TRY(statement.run());
    return Transaction(connection);
}

Result<Transaction> Transaction::begin_read(Connection& connection) {
    FF_CHECK(!connection.in_transaction());
    {
        FF_ASSIGN(auto begin, connection.prepare("BEGIN"));
        FF_TRY(begin.run());
    }
    Transaction scope(connection);
    // BEGIN alone takes no snapshot; the first read does.
    FF_ASSIGN([[maybe_unused]] const auto first, connection.integer("SELECT 1 FROM sqlite_schema LIMIT 1"));
    return scope;
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
    rollback();
}

Status Transaction::commit() {
    FF_CHECK(connection_ != nullptr);
    Status status;
    {
        auto statement = connection_->prepare("COMMIT");
        status = statement ? statement->run() : Status(statement.error());
    }
    if (!status) {
        rollback();
        return status;
    }
    connection_ = nullptr;
    return {};
}

void Transaction::rollback() {
    if (connection_ == nullptr) return;
    auto* connection = std::exchange(connection_, nullptr);
    // After some errors SQLite has rolled back by itself. If the disk refuses even this, the connection stays inside
    // its transaction and the next begin says so; nothing of it is ever committed.
    if (connection->in_transaction())
        static_cast<void>(sqlite3_exec(connection->raw(), "ROLLBACK", nullptr, nullptr, nullptr));
}

std::string version() {
    return sqlite3_libversion();
}

bool has_wal_reset_bug(int number) {
    constexpr int first = 3007000;
    constexpr int last = 3051002;
    constexpr std::array<int, 2> repaired = {3044006, 3050007};
    if (number < first || number > last) return false;
    for (const int line : repaired) {
        if (number / 1000 == line / 1000 && number >= line) return false;
    }
    return true;
}

std::string version_line() {
#ifdef FIELDFARE_SQLCIPHER
    constexpr std::string_view cipher = "SQLCipher, encrypted at rest when a key is given";
#else
    constexpr std::string_view cipher = "not encrypted";
#endif
    return fmt::format("SQLite {} ({}); WAL-reset bug: {}; one connection writes and checkpoints, readers never do",
                       version(), cipher, has_wal_reset_bug(sqlite3_libversion_number()) ? "present" : "repaired");
}

}  // namespace fieldfare::core::sqlite
