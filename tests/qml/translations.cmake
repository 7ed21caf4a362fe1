# Every text that users see is in both languages: lupdate finds nothing that i18n/ has not got, and nothing there is unfinished.
# cmake -DLUPDATE=program -DMOBILE=folder -DWORK=folder -P translations.cmake
file(MAKE_DIRECTORY ${WORK})
foreach(name fieldfare_zh_CN fieldfare_en)
    file(COPY ${MOBILE}/i18n/${name}.ts DESTINATION ${WORK})
    set(only)
    if(name STREQUAL fieldfare_en)
        set(only -pluralonly)  # the sources speak English
    endif()
    execute_process(
        COMMAND ${LUPDATE} -I ${MOBILE}/.. ${only} -locations none -no-obsolete ${MOBILE} -ts ${WORK}/${name}.ts
        OUTPUT_QUIET ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
    file(STRINGS ${WORK}/${name}.ts unfinished REGEX "type=\"unfinished\"")
    file(SHA256 ${MOBILE}/i18n/${name}.ts before)
    file(SHA256 ${WORK}/${name}.ts after)
    if(unfinished OR NOT before STREQUAL after)
        message(FATAL_ERROR "mobile/i18n/${name}.ts is not complete: run lupdate as this test does, and translate")
    endif()
endforeach()
