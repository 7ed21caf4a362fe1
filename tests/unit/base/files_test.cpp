#include "core/base/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fieldfare::core {
namespace {

namespace fs = std::filesystem;

struct Files : ::testing::Test {
    Files() {
        char pattern[] = "/tmp/fieldfare-files-XXXXXX";
        folder = mkdtemp(pattern);
    }
    ~Files() override { fs::remove_all(folder); }

    std::string in(const std::string& name) const { return (folder / name).string(); }
    static std::string text(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }
    std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }
    static unsigned mode(const std::string& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

    fs::path folder;
};

// No file of this process grows beyond so many bytes, as on a disk that is full.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit less{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &less);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST_F(Files, ANewFileIsItsOwnersAloneAndTakesNoOtherOnesPlace) {
    const auto mask = umask(0);
    ASSERT_TRUE(files::write_new(in("a"), "one").ok());
    ASSERT_TRUE(files::create(in("b")).ok());
    umask(mask);
    EXPECT_EQ(text(in("a")), "one");
    EXPECT_EQ(mode(in("a")), 0600U);
    EXPECT_EQ(mode(in("b")), 0600U);
    EXPECT_EQ(files::write_new(in("a"), "two").error().code, ErrorCode::already_exists);
    EXPECT_EQ(files::create(in("a")).error().code, ErrorCode::already_exists);
    EXPECT_EQ(text(in("a")), "one");
    EXPECT_EQ(files::write_new(in("none/a"), "one").error().code, ErrorCode::storage_failed);
}

TEST_F(Files, AFileThatIsReplacedIsTheOldOneOrTheNewOneAndKeepsItsMode) {
    ASSERT_TRUE(files::replace(in("a"), "first").ok());
    EXPECT_EQ(mode(in("a")), 0600U);
    fs::permissions(in("a"), static_cast<fs::perms>(0640));
    fs::create_symlink("a", in("link"));
    std::ofstream(in("a.new")) << "of one that was cut";
    std::ifstream old(in("a"));
    ASSERT_TRUE(files::replace(in("link"), "second").ok());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(old), {}), "first") << "never written over";
    EXPECT_EQ(text(in("a")), "second");
    EXPECT_EQ(mode(in("a")), 0640U);
    EXPECT_TRUE(fs::is_symlink(in("link")));
    EXPECT_EQ(count(), 2U);
}

TEST_F(Files, WhatDoesNotFitLeavesNothingAndTakesNothing) {
    ASSERT_TRUE(files::replace(in("a"), "first").ok());
    {
        const SmallDisk disk(16);
        EXPECT_FALSE(files::replace(in("a"), std::string(100, 'x')).ok());
        EXPECT_FALSE(files::write_new(in("b"), std::string(100, 'x')).ok());
    }
    EXPECT_EQ(text(in("a")), "first");
    EXPECT_EQ(count(), 1U);
}

TEST_F(Files, WhatIsPublishedTakesItsName) {
    ASSERT_TRUE(files::write_new(in("a.unfinished"), "whole").ok());
    ASSERT_TRUE(files::sync(in("a.unfinished")).ok());
    ASSERT_TRUE(files::publish(in("a.unfinished"), in("a")).ok());
    EXPECT_EQ(text(in("a")), "whole");
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(files::publish(in("none"), in("b")).error().code, ErrorCode::storage_failed);
    EXPECT_EQ(files::sync(in("none")).error().code, ErrorCode::storage_failed);
}

}  // namespace
}  // namespace fieldfare::core
