#include <algorithm>
#include <filesystem>
#include <set>

#include "core/catalog/enumerations.h"
#include "core/media/attach.h"
#include "core/media/blobs.h"
#include "core/media/content.h"
#include "core/media/jpeg.h"
#include "tests/support/pictures.h"
#include "tests/unit/core/store_fixture.h"

namespace fieldfare::tests {
namespace {

namespace media = core::media;
using core::ErrorCode;

class Media : public StoreTest {
  protected:
    static constexpr std::size_t piece = 512;

    void SetUp() override {
        StoreTest::SetUp();
        box_.emplace(must(media::BlobBox::open(*store_, folder_, piece)));
        limits_.reserve_bytes = 0;
    }
    core::Result<core::Uuid> attach(const core::Row& to, const core::Bytes& bytes, const core::Bytes& thumbnail = {},
                                    std::optional<core::WallMs> taken_at = {}) {
        media::Attach wanted;
        wanted.customer = to.id;
        wanted.kind = "photo";
        wanted.format = "jpeg";
        wanted.bytes = bytes;
        wanted.thumbnail = thumbnail;
        wanted.taken_at = taken_at;
        return media::attach(*store_, *box_, wanted, limits_);
    }
    std::set<std::string> files() {
        const auto names = must(folder_.list());
        return {names.begin(), names.end()};
    }

    media::DiskFolder folder_{dir_.file("contents")};
    std::optional<media::BlobBox> box_;
    media::Limits limits_;
};

TEST_F(Media, EveryFormatOfTheCatalogHasAMediaType) {
    for (const auto& choice : core::catalog::media_format.choices) {
        EXPECT_FALSE(media::media_type(choice.code).empty()) << choice.code;
    }
    EXPECT_TRUE(media::media_type("html").empty());
}

TEST_F(Media, APhotoStandsWithItsRowAndIsQueuedThumbnailFirst) {
    const auto of = add_customer("甲");
    const auto photo = picture(3000, 1);
    const auto small = picture(400, 2);
    const auto id = must(attach(of, photo, small));
    const auto row = get(core::catalog::attachment, id);
    EXPECT_EQ(row.text(core::catalog::attachment.at("content")), media::content_name(photo));
    EXPECT_EQ(must(box_->get(media::content_name(photo))), photo);
    std::vector<std::string> order;
    FF_ASSERT_OK(media::queue(store_->read(), [&](const media::Blob& blob) {
        order.push_back(blob.content);
        return true;
    }));
    EXPECT_EQ(order, (std::vector{media::content_name(small), media::content_name(photo)}));
}

TEST_F(Media, WhatIsUnsentAndDamagedIsNotWaitedFor) {
    const auto of = add_customer("甲");
    const auto content = media::content_name(picture(3000, 1));
    must(attach(of, picture(3000, 1)));
    FF_ASSERT_OK(box_->remove(content));
    EXPECT_EQ(media::show(*store_, *box_, content).error().code, ErrorCode::content_mismatch);
    const auto blob = must(media::find(store_->read(), content));
    ASSERT_TRUE(blob);
    EXPECT_EQ(blob->state, media::BlobState::refused) << "somebody has to decide: nobody else has it";
    EXPECT_EQ(blob->reason, ErrorCode::content_mismatch);
}

TEST_F(Media, WhatIsMeantForAMergedCustomerGoesToTheOneThatGoesOn) {
    const auto of = add_customer("甲");
    const auto into = add_customer("乙");
    using core::catalog::customer;
    constexpr auto merged_into = customer.at("merged_into");
    auto transaction = must(store_->begin());
    auto merged = of;
    const core::Stamp stamp{core::Hlc::at(store_->clock().wall() + 1), 0};
    merged.values[merged_into] = into.id;
    merged.clocks.set({{customer.fields[merged_into].id, {}}, stamp, {}});
    merged.clocks.deletion = core::Deletion{stamp, merged.clocks.row, merged.clocks.cells};
    FF_ASSERT_OK(transaction.put(merged, of));
    FF_ASSERT_OK(transaction.commit());
    const auto id = must(attach(of, picture(3000, 1)));
    EXPECT_EQ(get(core::catalog::attachment, id).reference(core::catalog::attachment.at("customer")), into.id);
}

TEST_F(Media, NothingOfAContentStandsReadableOnTheDisk) {
    const auto of = add_customer("甲");
    auto photo = picture(3000, 1);
    const std::string planted = "PLANTED-CANARY-TEXT";
    std::copy(planted.begin(), planted.end(), photo.begin() + 100);
    must(attach(of, photo));
    for (const auto& name : files()) {
        EXPECT_EQ(file_bytes(dir_.file("contents/" + name)).find(planted), std::string::npos) << name;
    }
}

TEST_F(Media, AnyPartCanBeReadAndADamagedOneIsSeen) {
    const auto bytes = picture(3 * piece + 7, 3);
    const auto name = media::content_name(bytes);
    FF_ASSERT_OK(box_->put(name, bytes));
    EXPECT_EQ(must(box_->part(name, piece, piece)), core::Bytes(bytes.begin() + piece, bytes.begin() + 2 * piece));
    EXPECT_EQ(must(box_->part(name, 3 * piece, piece)), core::Bytes(bytes.begin() + 3 * piece, bytes.end()));
    const auto path = dir_.file("contents/" + name);
    auto on_disk = file_bytes(path);
    on_disk[on_disk.size() / 2] ^= 1;
    std::ofstream(path, std::ios::binary) << on_disk;
    EXPECT_EQ(box_->get(name).error().code, ErrorCode::content_mismatch);
}

TEST_F(Media, WhatArrivesInPartsGoesOnAfterARestartAndIsHeldToItsName) {
    const auto bytes = picture(2 * piece + 9, 4);
    const auto name = media::content_name(bytes);
    const auto all = std::span<const std::uint8_t>(bytes);
    FF_ASSERT_OK(box_->arrive(name, 0, all.first(piece)));
    box_.emplace(must(media::BlobBox::open(*store_, folder_, piece)));
    EXPECT_EQ(must(box_->arrived(name)), piece);
    FF_ASSERT_OK(box_->arrive(name, piece, all.subspan(piece)));
    FF_ASSERT_OK(box_->complete(name));
    EXPECT_EQ(must(box_->get(name)), bytes);

    const auto other = media::content_name(picture(5, 9));
    FF_ASSERT_OK(box_->arrive(other, 0, all));
    EXPECT_EQ(box_->complete(other).error().code, ErrorCode::content_mismatch);
    EXPECT_EQ(must(box_->arrived(other)), 0u);
    EXPECT_EQ(files(), std::set{name});
}

TEST_F(Media, WhatNoRowNamesGoesAndWhatANewRowNamesIsWanted) {
    const auto of = add_customer("甲");
    const auto photo = picture(900, 5);
    const auto id = must(attach(of, photo, picture(100, 6)));
    FF_ASSERT_OK(folder_.publish("0123", picture(10, 7)));
    FF_ASSERT_OK(media::tidy(*store_, *box_, true));
    EXPECT_EQ(files().size(), 2u) << "what a crash left is swept, what is named stays";
    FF_ASSERT_OK(media::remove_attachment(*store_, id));
    FF_ASSERT_OK(media::tidy(*store_, *box_, false));
    EXPECT_TRUE(files().empty());
    EXPECT_FALSE(must(media::find(store_->read(), media::content_name(photo))));

    core::Row row(core::catalog::attachment, new_id());
    row.values[core::catalog::attachment.at("thumbnail")] = media::content_name(picture(50, 8));
    row.values[core::catalog::attachment.at("thumbnail_bytes")] = std::int64_t{50};
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.put(row));
    must(transaction.commit());
    FF_ASSERT_OK(media::tidy(*store_, *box_, false));
    const auto wanted = must(media::find(store_->read(), media::content_name(picture(50, 8))));
    ASSERT_TRUE(wanted);
    EXPECT_EQ(wanted->state, media::BlobState::to_fetch);
}

TEST_F(Media, TakingAwayIsUndoneWithItsBytesAlsoAfterTheyWent) {
    const auto of = add_customer("甲");
    const auto photo = picture(900, 5);
    const auto small = picture(100, 6);
    const auto id = must(attach(of, photo, small));
    const auto kept = must(media::remember(*store_, &*box_, id));
    FF_ASSERT_OK(media::remove_attachment(*store_, id));
    FF_ASSERT_OK(media::tidy(*store_, *box_, false));
    ASSERT_TRUE(files().empty());
    FF_ASSERT_OK(media::put_back(*store_, &*box_, kept));
    FF_ASSERT_OK(media::tidy(*store_, *box_, true));
    EXPECT_FALSE(get(core::catalog::attachment, id).deleted());
    EXPECT_EQ(must(box_->get(media::content_name(photo))), photo);
    EXPECT_EQ(must(box_->get(media::content_name(small))), small);
    const auto open = must(media::unfinished(store_->read()));
    EXPECT_EQ(open.size(), 2u) << "the server may not have them: sent again";
}

TEST_F(Media, RecordsAreTakenAwayAndBackAndGivenUpWhereNoBytesCanBeHad) {
    const auto of = add_customer("甲");
    const auto id = must(attach(of, picture(900, 5), picture(100, 6)));
    const auto kept = must(media::remember(*store_, nullptr, id));
    EXPECT_TRUE(kept.content.empty());
    FF_ASSERT_OK(media::remove_attachment(*store_, id));
    FF_ASSERT_OK(media::put_back(*store_, nullptr, kept));
    EXPECT_FALSE(get(core::catalog::attachment, id).deleted());
    FF_ASSERT_OK(media::drop(*store_, nullptr, media::content_name(picture(900, 5))));
    EXPECT_FALSE(must(media::find(store_->read(), media::content_name(picture(900, 5)))));
    EXPECT_EQ(files().size(), 2u) << "the file goes with a sweep";
}

TEST_F(Media, HowManyEachVisitHas) {
    const auto of = add_customer("甲");
    const auto visit = new_id();
    core::Row row(core::catalog::interaction, visit);
    row.values[core::catalog::interaction.at("customer")] = of.id;
    auto transaction = must(store_->begin());
    FF_ASSERT_OK(transaction.put(row));
    must(transaction.commit());
    for (std::uint8_t i = 0; i < 3; ++i) {
        media::Attach wanted{of.id, visit, "photo", "jpeg", {}, {}, {}, {}, {}, {}, {}, {}};
        const auto photo = picture(300, static_cast<std::uint8_t>(40 + i));
        wanted.bytes = photo;
        if (i == 2) wanted.interaction.reset();
        must(media::attach(*store_, *box_, wanted, limits_));
    }
    const auto gone = must(attach(of, picture(300, 50)));
    FF_ASSERT_OK(media::remove_attachment(*store_, gone));
    must(attach(add_customer("乙"), picture(300, 51)));
    EXPECT_EQ(must(media::count_by_visit(store_->read(), of.id)),
              (std::map<core::Uuid, std::int64_t>{{visit, 2}, {core::Uuid{}, 1}}));
}

TEST_F(Media, TheOldestThumbnailsGiveWayAndNoneThatIsUnsent) {
    const auto of = add_customer("甲");
    std::vector<std::string> names;
    for (std::uint8_t i = 0; i < 4; ++i) {
        const auto small = picture(100, static_cast<std::uint8_t>(20 + i));
        must(attach(of, picture(300, static_cast<std::uint8_t>(30 + i)), small, 1'700'000'000'000 + i));
        names.push_back(media::content_name(small));
    }
    const auto held = [&](std::size_t i) { return must(media::find(store_->read(), names[i])).has_value(); };
    // The server has the first three.
    for (std::size_t i = 1; i < 4; ++i) FF_ASSERT_OK(media::set_state(*store_, names[i], media::BlobState::here));
    FF_ASSERT_OK(media::tidy(*store_, *box_, false, 400));
    EXPECT_TRUE(held(0) && held(1) && held(2) && held(3));
    FF_ASSERT_OK(media::tidy(*store_, *box_, false, 250));
    EXPECT_TRUE(held(0)) << "unsent, though the oldest";
    EXPECT_FALSE(held(1));
    EXPECT_TRUE(held(2) && held(3));
    EXPECT_EQ(box_->get(names[1]).error().code, core::ErrorCode::not_found);
    FF_ASSERT_OK(media::tidy(*store_, *box_, false, 250));
    EXPECT_FALSE(held(1)) << "nor is it wanted again";
    FF_ASSERT_OK(media::tidy(*store_, *box_, false, 400));
    EXPECT_TRUE(held(1)) << "where there is room it comes back";
}

TEST_F(Media, UnfinishedIsWhatIsNotHereForGood) {
    const auto of = add_customer("甲");
    must(attach(of, picture(900, 5), picture(100, 6)));
    FF_ASSERT_OK(media::set_state(*store_, media::content_name(picture(100, 6)), media::BlobState::here));
    FF_ASSERT_OK(media::set_state(*store_, media::content_name(picture(900, 5)), media::BlobState::refused,
                                  ErrorCode::quota_exceeded));
    const auto open = must(media::unfinished(store_->read()));
    ASSERT_EQ(open.size(), 1u);
    EXPECT_EQ(open[0].reason, ErrorCode::quota_exceeded);
    EXPECT_FALSE(open[0].small);
}

core::Bytes segment(std::uint8_t marker, std::string_view content) {
    const auto length = content.size() + 2;
    core::Bytes bytes{0xFF, marker, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length)};
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

using namespace std::string_view_literals;

TEST_F(Media, OfAPhotoThePictureAloneIsKept) {
    auto plain = picture(400, 1);
    const auto scan = segment(0xDA, "another");
    plain.insert(plain.begin() + 390, scan.begin(), scan.end());
    auto told = plain;
    const auto put = [&](std::size_t at, const core::Bytes& bytes) {
        told.insert(told.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin(), bytes.end());
    };
    // Behind the end: another picture, as phones append it, and its place.
    const auto behind = "\xFF\xD8\xFF\xE1 GPS 31.23,121.47"sv;
    told.insert(told.end(), behind.begin(), behind.end());
    // Between the data of two scans.
    put(390, segment(0xFE, "Phone 9000"));
    put(2, segment(0xE2, "MPF\0 31.23"sv));
    put(2, segment(0xE0, "JFXX\0 a preview"sv));
    put(2, segment(0xE1, "http://ns.adobe.com/xap/1.0/ 31.23"));
    put(2, segment(0xF0, "anything"));
    EXPECT_EQ(must(media::clean_jpeg(told)).bytes, plain);
}

TEST_F(Media, AColourProfileAndRestartsStay) {
    auto wanted = picture(400, 1);
    wanted[200] = 0xFF;
    wanted[201] = 0xD0;
    wanted[300] = 0xFF;
    wanted[301] = 0;
    const auto profile = segment(0xE2, "ICC_PROFILE\0\1\1 colours"sv);
    wanted.insert(wanted.begin() + 2, profile.begin(), profile.end());
    EXPECT_EQ(must(media::clean_jpeg(wanted)).bytes, wanted);
    auto cut = wanted;
    cut.resize(cut.size() - 2);
    EXPECT_EQ(must(media::clean_jpeg(cut)).bytes, wanted) << "what was cut off ends where it was cut";
}

TEST_F(Media, APictureStandsAsItStoodAndItsPlaceIsGone) {
    // Little end first, as many phones write it: place (a directory), then orientation 6.
    const auto exif = segment(0xE1,
                              "Exif\0\0II*\0\x08\0\0\0\x02\0"
                              "\x25\x88\x04\0\x01\0\0\0\x26\0\0\0"
                              "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
                              "\0\0\0\0 31.23,121.47"sv);
    const auto plain = picture(400, 1);
    auto told = plain;
    told.insert(told.begin() + 2, exif.begin(), exif.end());
    const auto cleaned = must(media::clean_jpeg(told)).bytes;
    const std::string text(cleaned.begin(), cleaned.end());
    EXPECT_EQ(text.find("31.23"), std::string::npos);
    EXPECT_EQ(cleaned.size(), plain.size() + 36);
    EXPECT_EQ(must(media::clean_jpeg(cleaned)).bytes, cleaned) << "it says the same when it is read again";
}

TEST_F(Media, APhotoIsAJpegAndOtherPicturesAreDocuments) {
    const std::string png = "\x89PNG\r\n\x1A\n and so on";
    const core::Bytes bytes(png.begin(), png.end());
    media::Attach wanted;
    wanted.customer = add_customer("甲").id;
    wanted.kind = "photo";
    wanted.format = "png";
    wanted.bytes = bytes;
    EXPECT_EQ(media::attach(*store_, *box_, wanted, limits_).error().code, ErrorCode::invalid_argument);
    wanted.kind = "document";
    EXPECT_TRUE(media::attach(*store_, *box_, wanted, limits_).ok());
}

TEST_F(Media, APhotoKeepsNeitherPlaceNorDevice) {
    const auto plain = picture(400, 1);
    auto told = plain;
    const std::string exif = std::string("\xFF\xE1\x00\x13", 4) + "Exif GPS 31.23,121.47";
    const std::string comment = std::string("\xFF\xFE\x00\x0C", 4) + "Phone 9000";
    told.insert(told.begin() + 2, comment.begin(), comment.end());
    const std::string place = exif.substr(0, 4 + 17);
    told.insert(told.begin() + 2, place.begin(), place.end());
    const auto id = must(attach(add_customer("甲"), told));
    const auto row = get(core::catalog::attachment, id);
    EXPECT_EQ(row.text(core::catalog::attachment.at("content")), media::content_name(plain));
    EXPECT_EQ(row.integer(core::catalog::attachment.at("width")), 16);
    EXPECT_EQ(must(box_->get(media::content_name(plain))), plain);
}

TEST_F(Media, APictureThatWouldUnfoldToTooMuchIsRefused) {
    auto bomb = picture(400, 1);
    std::fill_n(bomb.begin() + 7, 4, std::uint8_t{0xF0});
    EXPECT_EQ(attach(add_customer("甲"), bomb).error().code, ErrorCode::too_large);
    auto torn = picture(400, 1);
    torn.resize(12);
    EXPECT_EQ(attach(add_customer("乙"), torn).error().code, ErrorCode::content_mismatch);
}

TEST_F(Media, IsRefusedBeforeARecordIs) {
    const auto of = add_customer("甲");
    limits_.quota_bytes = 1000;
    must(attach(of, picture(900, 1)));
    EXPECT_EQ(attach(of, picture(200, 2)).error().code, ErrorCode::quota_exceeded);
    limits_.quota_bytes = 1 << 20;
    limits_.reserve_bytes = must(folder_.room()) + (1 << 30);
    EXPECT_EQ(attach(of, picture(200, 2)).error().code, ErrorCode::storage_full);
    EXPECT_EQ(files().size(), 1u);
    add_customer("乙");  // a record is saved all the same
}

TEST_F(Media, OnlyWhatItsFormatSaysIsTaken) {
    const auto of = add_customer("甲");
    const std::string page = "<html><script>alert(1)</script>";
    EXPECT_EQ(attach(of, core::Bytes(page.begin(), page.end())).error().code, ErrorCode::content_mismatch);
    EXPECT_EQ(attach(of, picture(media::most_content_bytes + 1, 1)).error().code, ErrorCode::too_large);
    EXPECT_EQ(attach(of, picture(100, 1), picture(media::most_thumbnail_bytes + 1, 1)).error().code,
              ErrorCode::too_large);
    EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace fieldfare::tests
