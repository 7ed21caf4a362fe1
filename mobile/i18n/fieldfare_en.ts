<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AttachmentsSection</name>
    <message numerus="yes">
        <source>%n is being added …</source>
        <translation>
            <numerusform>%n is being added …</numerusform>
            <numerusform>%n are being added …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictNote</name>
    <message numerus="yes">
        <source>%n of your values were overwritten by somebody who had not seen them. Nothing is lost.</source>
        <translation>
            <numerusform>One of your values was overwritten by somebody who had not seen it. Nothing is lost.</numerusform>
            <numerusform>%n of your values were overwritten by somebody who had not seen them. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message numerus="yes">
        <source>%n record(s) of this phone have not reached the server. If it cannot send them any more, an encrypted file takes them to your next phone.</source>
        <translation>
            <numerusform>%n record of this phone has not reached the server. If it cannot be sent any more, an encrypted file takes it to your next phone.</numerusform>
            <numerusform>%n records of this phone have not reached the server. If they cannot be sent any more, an encrypted file takes them to your next phone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file holds records alone: %n photo(s) or file(s) that have not reached the server stay on this phone.</source>
        <translation>
            <numerusform>The file holds records alone: %n photo or file that has not reached the server stays on this phone.</numerusform>
            <numerusform>The file holds records alone: %n photos or files that have not reached the server stay on this phone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignOutPage</name>
    <message numerus="yes">
        <source>%n record(s) are in the rescue file alone</source>
        <translation>
            <numerusform>%n record is in the rescue file alone</numerusform>
            <numerusform>%n records are in the rescue file alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) have not reached the server</source>
        <translation>
            <numerusform>%n record has not reached the server</numerusform>
            <numerusform>%n records have not reached the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) have not reached the server</source>
        <translation>
            <numerusform>%n photo or file has not reached the server</numerusform>
            <numerusform>%n photos or files have not reached the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineEntry</name>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::ArrivalState</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::AttachmentQueue</name>
    <message numerus="yes">
        <source>%n photo(s) or file(s) wait to be sent (%1).</source>
        <translation>
            <numerusform>%n photo or file waits to be sent (%1).</numerusform>
            <numerusform>%n photos or files wait to be sent (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) are on their way.</source>
        <translation>
            <numerusform>%n photo or file is on its way.</numerusform>
            <numerusform>%n photos or files are on their way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) were not accepted or are damaged</source>
        <translation>
            <numerusform>%n photo or file was not accepted or is damaged</numerusform>
            <numerusform>%n photos or files were not accepted or are damaged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::CustomersModel</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::OutboxModel</name>
    <message numerus="yes">
        <source>Tried %n time(s); it goes on by itself.</source>
        <translation>
            <numerusform>Tried once; it goes on by itself.</numerusform>
            <numerusform>Tried %n times; it goes on by itself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::RescueFile</name>
    <message numerus="yes">
        <source>%n record(s) were taken in. They are sent by themselves.</source>
        <translation>
            <numerusform>%n record was taken in. It is sent by itself.</numerusform>
            <numerusform>%n records were taken in. They are sent by themselves.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::SyncState</name>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n to send</source>
        <translation>
            <numerusform>Offline · %n to send</numerusform>
            <numerusform>Offline · %n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this phone stand otherwise on the server. They stay here and are compared again.</source>
        <translation>
            <numerusform>%n record of this phone stands otherwise on the server. It stays here and is compared again.</numerusform>
            <numerusform>%n records of this phone stand otherwise on the server. They stay here and are compared again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were put right by themselves, last %1.</source>
        <translation>
            <numerusform>%n record was put right by itself, %1.</numerusform>
            <numerusform>%n records were put right by themselves, last %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
